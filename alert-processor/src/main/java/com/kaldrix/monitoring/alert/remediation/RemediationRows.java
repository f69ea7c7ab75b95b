package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.alert.remediation.Remediation.State;
import com.kaldrix.monitoring.alert.remediation.RemediationRule.Mode;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All remediations. Every method joins the caller's transaction. */
@Repository
class RemediationRows implements Remedies {
    private static final String COLUMNS = """
            id, rule, mode, kind, settings, target, timeout, cured_within, incident_id, fingerprint, requested, requested_by,
            reason, state, created_at, expires_at, decided_by, decided_at, started_at, reference, ended_at, output, cured
            """;

    private static final String ADD = """
            insert into remediation (id, rule, mode, kind, settings, target, timeout, cured_within, incident_id, fingerprint,
                                     requested, requested_by, reason, state, created_at, expires_at, decided_by, decided_at,
                                     ended_at, output, due_at)
            values (:id, :rule, :mode, :kind, :settings::jsonb, :target, :timeout, :cured, :incident, :fingerprint,
                    :requested, :by, :reason, :state, :created, :expires, :decider, :decided, :ended, :output, :due)
            on conflict do nothing
            """;

    private static final String DUE = "select " + COLUMNS + """
            from remediation where due_at <= :now order by due_at, id limit 1 for update skip locked
            """;

    private static final String UPDATE = """
            update remediation
            set state = :state, decided_by = :decider, decided_at = :decided, started_at = :started, reference = :reference,
                ended_at = :ended, output = :output, cured = :cured, holds_target = :holds, due_at = :due
            where id = :id
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    RemediationRows(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds one; false when it is there already, or one of its rule for its incident and target. */
    boolean add(Remediation added, @Nullable Instant due) {
        var origin = added.origin();
        Fingerprint alert = origin.alert();
        return jdbc.sql(ADD)
                        .param("id", added.id())
                        .param("rule", added.rule())
                        .param("mode", added.mode().word())
                        .param("kind", added.plan().order().kind().word())
                        .param("settings", json.write(added.plan().order().settings()))
                        .param("target", added.plan().target())
                        .param("timeout", added.plan().timeout().toSeconds())
                        .param("cured", added.plan().curedWithin().toSeconds())
                        .param("incident", origin.incident())
                        .param("fingerprint", alert == null ? null : alert.value())
                        .param("requested", origin.requested())
                        .param("by", origin.by())
                        .param("reason", origin.reason())
                        .param("state", added.state().word())
                        .param("created", at(added.times().createdAt()))
                        .param("expires", at(added.times().expiresAt()))
                        .param("decider", added.course().decidedBy())
                        .param("decided", at(added.times().decidedAt()))
                        .param("ended", at(added.times().endedAt()))
                        .param("output", added.course().output())
                        .param("due", at(due))
                        .update()
                == 1;
    }

    /** The one that waits for longest and that no other replica has in hand, locked. */
    Optional<Remediation> lockDue(Instant now) {
        return jdbc.sql(DUE).param("now", at(now)).query(this::read).optional();
    }

    Optional<Remediation> lock(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from remediation where id = :id for update")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    Optional<Remediation> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from remediation where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** Keeps what may change. */
    void update(Remediation changed, boolean holdsTarget, @Nullable Instant due) {
        jdbc.sql(UPDATE)
                .param("id", changed.id())
                .param("state", changed.state().word())
                .param("decider", changed.course().decidedBy())
                .param("decided", at(changed.times().decidedAt()))
                .param("started", at(changed.times().startedAt()))
                .param("reference", changed.course().reference())
                .param("ended", at(changed.times().endedAt()))
                .param("output", changed.course().output())
                .param("cured", changed.course().cured())
                .param("holds", holdsTarget)
                .param("due", at(due))
                .update();
    }

    void look(UUID id, Instant due) {
        jdbc.sql("update remediation set due_at = :due where id = :id")
                .param("id", id)
                .param("due", at(due))
                .update();
    }

    @Override
    public List<RemediationView> of(UUID incident) {
        return jdbc
                .sql("select " + COLUMNS + " from remediation where incident_id = :incident order by id")
                .param("incident", incident)
                .query(this::read)
                .list()
                .stream()
                .map(RemediationView::of)
                .toList();
    }

    @Override
    public Optional<Choice> waiting(UUID incident) {
        return jdbc.sql("select " + COLUMNS + """
                        from remediation where incident_id = :incident and state = 'waiting' order by id limit 1
                        """)
                .param("incident", incident)
                .query(this::read)
                .optional()
                .map(found -> new Choice(found.id(), found.words()));
    }

    /** The latest first. */
    List<Remediation> list(RemediationQuery query, int limit) {
        var after = query.cursor();
        return jdbc.sql("select " + COLUMNS + """
                        from remediation
                        where (:incident::uuid is null or incident_id = :incident::uuid)
                          and (:rule::text is null or rule = :rule::text)
                          and (:state::text is null or state = :state::text)
                          and (:after::uuid is null or (created_at, id) < (:at::timestamptz, :after::uuid))
                        order by created_at desc, id desc limit :limit
                        """)
                .param("incident", query.incident())
                .param("rule", query.rule())
                .param("state", query.stateWord())
                .param("after", after == null ? null : after.id())
                .param("at", after == null ? null : at(time(after)))
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /** How often a rule was begun since then, to one target or, with none, to any. */
    int startedSince(String rule, @Nullable String target, Instant since) {
        return jdbc.sql("""
                        select count(*) from remediation
                        where rule = :rule and started_at > :since and (:target::text is null or target = :target::text)
                        """)
                .param("rule", rule)
                .param("target", target)
                .param("since", at(since))
                .query(Integer.class)
                .single();
    }

    /** When the rule was last done to a target; empty when it never was. */
    Optional<Instant> lastEnd(String rule, String target) {
        return jdbc.sql("""
                        select max(ended_at) as at from remediation
                        where rule = :rule and target = :target and started_at is not null
                        """)
                .param("rule", rule)
                .param("target", target)
                .query((row, number) -> Optional.ofNullable(instant(row, "at")))
                .single();
    }

    /** What else holds the target; from here to the end of the transaction nobody else begins anything with it. */
    Optional<UUID> holder(String target) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('remediation/' || :target, 0))")
                .param("target", target)
                .query(row -> {});
        return jdbc.sql("select id from remediation where target = :target and holds_target")
                .param("target", target)
                .query(UUID.class)
                .optional();
    }

    /** Lets go of the targets that a rule holds without anything running. */
    void freeTargets(String rule) {
        jdbc.sql(
                        "update remediation set holds_target = false where rule = :rule and holds_target and state <> 'running'")
                .param("rule", rule)
                .update();
    }

    /** Deletes what came before {@code before} and is not to be looked at any more; how many they were. */
    int forget(Instant before, int limit) {
        return jdbc.sql("""
                        delete from remediation where id in (
                            select id from remediation
                            where created_at < :before and due_at is null and not holds_target limit :limit)
                        """).param("before", at(before)).param("limit", limit).update();
    }

    private static Instant time(Cursor cursor) {
        try {
            return cursor.instant();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("cursor", String.valueOf(e.getMessage()));
        }
    }

    private Remediation read(ResultSet row, int number) throws SQLException {
        Order.Kind kind = Order.Kind.find(row.getString("kind")).orElseThrow();
        Long alert = row.getObject("fingerprint", Long.class);
        Instant created = row.getObject("created_at", OffsetDateTime.class).toInstant();
        Instant expires = row.getObject("expires_at", OffsetDateTime.class).toInstant();
        return new Remediation(
                row.getObject("id", UUID.class),
                row.getString("rule"),
                Mode.valueOf(
                        row.getString("mode").toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
                new RemediationRule.Plan(
                        new Order(kind, json.texts(row.getString("settings"))),
                        row.getString("target"),
                        Duration.ofSeconds(row.getLong("timeout")),
                        Duration.ofSeconds(row.getLong("cured_within"))),
                new Remediation.Origin(
                        row.getObject("incident_id", UUID.class),
                        alert == null ? null : new Fingerprint(alert),
                        row.getBoolean("requested"),
                        row.getString("requested_by"),
                        row.getString("reason")),
                State.of(row.getString("state")),
                new Remediation.Times(
                        created,
                        expires,
                        instant(row, "decided_at"),
                        instant(row, "started_at"),
                        instant(row, "ended_at")),
                new Remediation.Course(
                        row.getString("decided_by"),
                        row.getString("reference"),
                        row.getString("output"),
                        row.getObject("cured", Boolean.class)));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
