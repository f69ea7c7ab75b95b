package com.kaldrix.monitoring.alert.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Action items of reviews. All methods join the caller's transaction. */
@Repository
class ActionItems {
    private static final String PUT = """
            insert into review_action (id, incident_id, text, owner, due_on, done_at, made_by, made_at)
            values (:id, :incident, :text, :owner, :due, :done, :by, :at)
            on conflict (id) do update set text = excluded.text, owner = excluded.owner, due_on = excluded.due_on,
                                           done_at = excluded.done_at
            """;

    private static final String SELECT =
            "select id, incident_id, text, owner, due_on, done_at, made_by, made_at from review_action ";

    private final JdbcClient jdbc;

    ActionItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps one, in place of what it was. */
    void put(ActionItem item) {
        jdbc.sql(PUT)
                .param("id", item.id())
                .param("incident", item.incident())
                .param("text", item.text())
                .param("owner", item.owner())
                .param("due", item.dueOn())
                .param("done", at(item.doneAt()))
                .param("by", item.madeBy())
                .param("at", at(item.madeAt()))
                .update();
    }

    /** Those of an incident, the first one at the beginning. */
    List<ActionItem> of(UUID incident) {
        return jdbc.sql(SELECT + "where incident_id = :incident order by id")
                .param("incident", incident)
                .query((row, number) -> item(row))
                .list();
    }

    /** Locked until the end of the transaction; empty when the incident has no such item. */
    Optional<ActionItem> lock(UUID incident, UUID id) {
        return jdbc.sql(SELECT + "where id = :id and incident_id = :incident for update")
                .param("id", id)
                .param("incident", incident)
                .query((row, number) -> item(row))
                .optional();
    }

    void remove(UUID id) {
        jdbc.sql("delete from review_action where id = :id").param("id", id).update();
    }

    private static ActionItem item(ResultSet row) throws SQLException {
        OffsetDateTime done = row.getObject("done_at", OffsetDateTime.class);
        return new ActionItem(
                row.getObject("id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("text"),
                row.getString("owner"),
                row.getObject("due_on", LocalDate.class),
                done == null ? null : done.toInstant(),
                row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
