package com.kaldrix.monitoring.anomaly.respond;

import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what is unusual. */
@Repository
class Counts {
    private static final String OPEN = """
            select region, family, severity, count(*) as number from anomaly
            where ended_at is null and event_id is not null group by region, family, severity
            """;
    private static final String OPEN_EVENTS = """
            select region, '' as family, severity, count(*) as number from event where ended_at is null group by region, severity
            """;
    private static final String FOUND = """
            select region, family, severity, count(*) as number from anomaly
            where found_at >= :from and found_at < :to and event_id is not null group by region, family, severity
            """;

    private final JdbcClient jdbc;

    Counts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How many there are of a kind.
     *
     * @param family empty for events, which have none
     */
    record Count(String region, String family, Severity severity, long number) {}

    /** Anomalies that go on and are told. */
    List<Count> open() {
        return read(jdbc.sql(OPEN));
    }

    /** Events that go on. */
    List<Count> openEvents() {
        return read(jdbc.sql(OPEN_EVENTS));
    }

    /** Anomalies that were found then and are told. */
    List<Count> found(Instant from, Instant to) {
        return read(jdbc.sql(FOUND).param("from", Timestamp.from(from)).param("to", Timestamp.from(to)));
    }

    private static List<Count> read(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, number) -> new Count(
                        row.getString("region"),
                        row.getString("family"),
                        Severity.values()[row.getInt("severity")],
                        row.getLong("number")))
                .list();
    }

    /** Up to when counts have been pushed to a namespace. */
    Optional<Instant> pushedUntil(String namespace) {
        return jdbc.sql("select pushed_until from cloudwatch_mark where namespace = :namespace")
                .param("namespace", namespace)
                .query((row, number) -> row.getTimestamp("pushed_until").toInstant())
                .optional();
    }

    void pushed(String namespace, Instant until) {
        jdbc.sql("""
                        insert into cloudwatch_mark (namespace, pushed_until) values (:namespace, :until)
                        on conflict (namespace) do update set pushed_until = excluded.pushed_until
                        """)
                .param("namespace", namespace)
                .param("until", Timestamp.from(until))
                .update();
    }
}
