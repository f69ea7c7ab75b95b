package com.kaldrix.monitoring.alert.remediation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which rules stand still, and whether self-healing is switched off. Every method joins the caller's transaction. */
@Repository
class RuleRows {
    private static final String STOP = """
            insert into remediation_rule (name, stopped_at, stopped_by, reason) values (:name, :at, :by, :reason)
            on conflict (name) do update
                set stopped_at = excluded.stopped_at, stopped_by = excluded.stopped_by, reason = excluded.reason
            where remediation_rule.stopped_at is null
            """;

    private static final String SWITCH = """
            insert into remediation_switch (id, off, changed_by, changed_at) values (1, :off, :by, :at)
            on conflict (id) do update
                set off = excluded.off, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """;

    private final JdbcClient jdbc;

    RuleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A rule that stands still.
     *
     * @param name of the rule
     * @param at since when
     * @param by the remediation that failed
     * @param reason in words for people
     */
    record Stopped(String name, Instant at, UUID by, String reason) {}

    /** Who switched self-healing off, and when. */
    record Off(String by, Instant at) {}

    /** Holds the rule until the caller's transaction ends, so that what counts its runs sees all of them. */
    void lock(String name) {
        jdbc.sql("insert into remediation_rule (name) values (:name) on conflict do nothing")
                .param("name", name)
                .update();
        jdbc.sql("select name from remediation_rule where name = :name for update")
                .param("name", name)
                .query(String.class)
                .single();
    }

    void stop(String name, UUID by, String reason, Instant now) {
        jdbc.sql(STOP)
                .param("name", name)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("reason", reason)
                .update();
    }

    /** Lets it go on; false when it did not stand still. */
    boolean release(String name) {
        return jdbc.sql("""
                        update remediation_rule set stopped_at = null, stopped_by = null, reason = ''
                        where name = :name and stopped_at is not null
                        """).param("name", name).update() == 1;
    }

    List<Stopped> stopped() {
        return jdbc.sql(
                        "select name, stopped_at, stopped_by, reason from remediation_rule where stopped_at is not null")
                .query((row, number) -> new Stopped(
                        row.getString("name"),
                        row.getObject("stopped_at", OffsetDateTime.class).toInstant(),
                        row.getObject("stopped_by", UUID.class),
                        row.getString("reason")))
                .list();
    }

    Optional<Stopped> stopped(String name) {
        return stopped().stream().filter(stopped -> stopped.name().equals(name)).findFirst();
    }

    Optional<Off> off() {
        return jdbc.sql("select changed_by, changed_at from remediation_switch where off")
                .query((row, number) -> new Off(
                        row.getString("changed_by"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void turn(boolean off, String by, Instant now) {
        jdbc.sql(SWITCH)
                .param("off", off)
                .param("by", by)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
