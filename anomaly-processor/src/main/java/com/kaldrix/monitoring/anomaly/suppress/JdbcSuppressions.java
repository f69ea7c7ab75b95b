package com.kaldrix.monitoring.anomaly.suppress;

import com.kaldrix.monitoring.anomaly.suppress.Suppression.Direction;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Margin;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Origin;
import com.kaldrix.monitoring.common.label.Matchers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rules as rows. */
@Repository
class JdbcSuppressions implements Suppressions {
    private static final String ALL = """
            select id, series, direction, absolute, relative, from_at, until_at, created_by, created_at, reason, calendar
            from suppression order by created_at desc, id desc
            """;
    private static final String ADD = """
            insert into suppression
                (id, series, direction, absolute, relative, from_at, until_at, created_by, created_at, reason, calendar,
                feedback_id)
            values (:id, :series, :direction, :absolute, :relative, :from, :until, :by, :at, :reason, :calendar,
                :feedback)
            """;
    private static final String REMOVE = """
            delete from suppression where id = :id
            """;

    private static final String REMOVE_OF = """
            delete from suppression where feedback_id = :feedback
            """;

    private final JdbcClient jdbc;

    JdbcSuppressions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Suppression> all() {
        return jdbc.sql(ALL).query((row, number) -> rule(row)).list();
    }

    @Override
    public void add(Suppression rule) {
        add(rule, null);
    }

    @Override
    public void add(Suppression rule, @Nullable UUID feedback) {
        @Nullable Weekly calendar = rule.calendar();
        jdbc.sql(ADD)
                .param("id", rule.id())
                .param("series", rule.series().toString())
                .param("direction", rule.direction().name().toLowerCase(Locale.ROOT))
                .param("absolute", rule.margin().absolute())
                .param("relative", rule.margin().relative())
                .param("from", timestamp(rule.from()))
                .param("until", timestamp(rule.until()))
                .param("by", rule.origin().by())
                .param("at", Timestamp.from(rule.origin().at()))
                .param("reason", rule.origin().reason())
                .param("calendar", calendar == null ? null : calendar.toString())
                .param("feedback", feedback)
                .update();
    }

    @Override
    public boolean remove(UUID id) {
        return jdbc.sql(REMOVE).param("id", id).update() > 0;
    }

    @Override
    public int removeOf(UUID feedback) {
        return jdbc.sql(REMOVE_OF).param("feedback", feedback).update();
    }

    private static Suppression rule(ResultSet row) throws SQLException {
        @Nullable String calendar = row.getString("calendar");
        return new Suppression(
                row.getObject("id", UUID.class),
                Matchers.parse(row.getString("series")),
                Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                new Margin(row.getObject("absolute", Double.class), row.getObject("relative", Double.class)),
                instant(row.getTimestamp("from_at")),
                instant(row.getTimestamp("until_at")),
                new Origin(
                        row.getString("created_by"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("reason")),
                calendar == null ? null : Weekly.parse(calendar));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
