package com.kaldrix.monitoring.alert.oncall;

import com.kaldrix.monitoring.common.json.JsonColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcSchedules implements Schedules {
    private static final String SELECT = """
            select id, schedule, person, starts_at, ends_at, made_by, made_at from on_call_override
            """;

    private static final String ADD = """
            insert into on_call_override (id, schedule, person, starts_at, ends_at, made_by, made_at)
            values (:id, :schedule, :person, :starts, :ends, :by, :at)
            """;

    private static final String PUT = """
            insert into on_call_schedule (name, definition, edited_by, edited_at) values (:name, :definition::jsonb, :by, :at)
            on conflict (name) do update set definition = excluded.definition, edited_by = excluded.edited_by,
                                             edited_at = excluded.edited_at
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcSchedules(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void add(ScheduleOverride override) {
        jdbc.sql(ADD)
                .param("id", override.id())
                .param("schedule", override.schedule())
                .param("person", override.person())
                .param("starts", at(override.from()))
                .param("ends", at(override.to()))
                .param("by", override.madeBy())
                .param("at", at(override.madeAt()))
                .update();
    }

    @Override
    public List<ScheduleOverride> overrides(String schedule, Instant after) {
        return jdbc.sql(SELECT + "where schedule = :schedule and ends_at > :after order by made_at, id")
                .param("schedule", schedule)
                .param("after", at(after))
                .query((row, number) -> override(row))
                .list();
    }

    @Override
    public Optional<ScheduleOverride> override(UUID id) {
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id)
                .query((row, number) -> override(row))
                .optional();
    }

    @Override
    public void end(ScheduleOverride override, Instant end) {
        if (override.from().isBefore(end)) {
            jdbc.sql("update on_call_override set ends_at = least(ends_at, :end) where id = :id")
                    .param("end", at(end))
                    .param("id", override.id())
                    .update();
        } else {
            jdbc.sql("delete from on_call_override where id = :id")
                    .param("id", override.id())
                    .update();
        }
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql("delete from on_call_override where ends_at < :before")
                .param("before", at(before))
                .update();
    }

    @Override
    public Optional<Edit> edit(String schedule) {
        return jdbc.sql("select definition, edited_by, edited_at from on_call_schedule where name = :name")
                .param("name", schedule)
                .query((row, number) -> new Edit(
                        json.read(row.getString("definition"), ScheduleShape.class),
                        row.getString("edited_by"),
                        instant(row, "edited_at")))
                .optional();
    }

    @Override
    public void put(String schedule, Edit edit) {
        jdbc.sql(PUT)
                .param("name", schedule)
                .param("definition", json.write(edit.definition()))
                .param("by", edit.by())
                .param("at", at(edit.at()))
                .update();
    }

    @Override
    public boolean remove(String schedule) {
        return jdbc.sql("delete from on_call_schedule where name = :name")
                        .param("name", schedule)
                        .update()
                > 0;
    }

    private static ScheduleOverride override(ResultSet row) throws SQLException {
        return new ScheduleOverride(
                row.getObject("id", UUID.class),
                row.getString("schedule"),
                row.getString("person"),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                row.getString("made_by"),
                instant(row, "made_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
