package com.kaldrix.monitoring.alert.heartbeat;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How heartbeats fare, and those that were made by the API. All methods join the caller's transaction. */
@Repository
class HeartbeatRows {
    private static final String KNOW = """
            insert into heartbeat (name, known_since) select name, :now from unnest(:names) as name on conflict do nothing
            """;

    private static final String BEAT = """
            insert into heartbeat (name, known_since, beat_at) values (:name, :now, :now)
            on conflict (name) do update set beat_at = greatest(heartbeat.beat_at, excluded.beat_at)
            """;

    private static final String LOST = """
            update heartbeat set missing_since = :now, alert = :alert::jsonb
            where name = :name and missing_since is null and greatest(coalesce(beat_at, known_since), :resumed) <= :limit
            """;

    private static final String RETURNED = """
            update heartbeat h set missing_since = null, alert = null
            from (select name, alert from heartbeat where name = :name and missing_since is not null for update) as before
            where h.name = before.name
            returning before.alert
            """;

    private static final String FORGOTTEN = """
            delete from heartbeat where not name = any(:names) returning alert
            """;

    // Of several replicas one sees the pause, and writes down that it is over.
    private static final String WATCHED = """
            insert into heartbeat_watch as w (id, seen_at, resumed_at) values (1, :now, :now)
            on conflict (id) do update set
                seen_at = greatest(w.seen_at, excluded.seen_at),
                resumed_at = case when w.seen_at < :pause then excluded.seen_at else w.resumed_at end
            returning resumed_at
            """;

    private static final String MAKE = """
            insert into heartbeat_definition (name, silent_after, severity, labels, made_by, made_at)
            values (:name, :after, :severity, :labels::jsonb, :by, :at)
            on conflict (name) do update set silent_after = excluded.silent_after, severity = excluded.severity,
                                             labels = excluded.labels, made_by = excluded.made_by, made_at = excluded.made_at
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    HeartbeatRows(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * How one fares.
     *
     * @param name which
     * @param beatAt when it came last; null while it never has
     * @param missingSince since when it is missing; null while it is not
     */
    record State(
            String name, @Nullable Instant beatAt, @Nullable Instant missingSince) {}

    /** Begins to wait for those that are not waited for yet. */
    void know(Collection<String> names, Instant now) {
        jdbc.sql(KNOW)
                .param("names", names.toArray(String[]::new))
                .param("now", at(now))
                .update();
    }

    void beat(String name, Instant now) {
        jdbc.sql(BEAT).param("name", name).param("now", at(now)).update();
    }

    /** Calls one missing that has been silent for too long, and was not called missing before; whether it is that. */
    boolean lost(Heartbeat heartbeat, Instant resumed, Instant now) {
        return jdbc.sql(LOST)
                        .param("name", heartbeat.name())
                        .param("alert", json.write(heartbeat.alert()))
                        .param("resumed", at(resumed))
                        .param("limit", at(now.minus(heartbeat.silentAfter())))
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** One that was missing is not any more; the labels of its alert, or empty when it was not. */
    Optional<Labels> returned(String name) {
        return jdbc.sql(RETURNED)
                .param("name", name)
                .query((row, number) -> json.labels(row.getString("alert")))
                .optional();
    }

    /** Forgets all but these; the alerts of those that were missing. */
    List<Labels> forgetAllBut(Collection<String> names) {
        return jdbc
                .sql(FORGOTTEN)
                .param("names", names.toArray(String[]::new))
                .query((row, number) ->
                        Optional.ofNullable(row.getString("alert")).map(json::labels))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Writes down that somebody looks.
     *
     * @param pause without a look for how long nobody could be heard
     * @return since when somebody has been looking
     */
    Instant watched(Instant now, Duration pause) {
        return jdbc.sql(WATCHED)
                .param("now", at(now))
                .param("pause", at(now.minus(pause)))
                .query((row, number) -> instant(row, "resumed_at").orElse(now))
                .single();
    }

    List<State> states() {
        return jdbc.sql("select name, beat_at, missing_since from heartbeat")
                .query((row, number) -> new State(
                        row.getString("name"),
                        instant(row, "beat_at").orElse(null),
                        instant(row, "missing_since").orElse(null)))
                .list();
    }

    List<Heartbeat> made() {
        return jdbc.sql("select name, silent_after, severity, labels from heartbeat_definition order by name")
                .query((row, number) -> new Heartbeat(
                        row.getString("name"),
                        Duration.ofSeconds(row.getLong("silent_after")),
                        Severity.of(row.getString("severity")),
                        json.labels(row.getString("labels")),
                        Matchers.any()))
                .list();
    }

    void make(Heartbeat heartbeat, String by, Instant now) {
        jdbc.sql(MAKE)
                .param("name", heartbeat.name())
                .param("after", heartbeat.silentAfter().toSeconds())
                .param("severity", heartbeat.severity().name())
                .param("labels", json.write(heartbeat.labels()))
                .param("by", by)
                .param("at", at(now))
                .update();
    }

    boolean remove(String name) {
        return jdbc.sql("delete from heartbeat_definition where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
