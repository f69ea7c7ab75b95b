package com.kaldrix.monitoring.common.audit;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.security.AccessDenials;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The audit log as a table. */
final class JdbcAuditLog implements AuditLog, AccessDenials {
    private static final String INSERT = """
            insert into audit_log (id, at, actor, roles, remote_address, action, target, outcome, detail)
            values (:id, :at, :actor, :roles, :remoteAddress, :action, :target, :outcome, cast(:detail as jsonb))
            """;
    private static final String SELECT = """
            select id, at, actor, roles, remote_address, action, target, outcome, detail
            from audit_log
            where (cast(:actor as text) is null or actor = :actor)
              and (cast(:action as text) is null or action = :action)
              and (cast(:target as text) is null or target = :target)
              and (cast(:from as timestamptz) is null or at >= :from)
              and (cast(:to as timestamptz) is null or at < :to)
              and (cast(:afterAt as timestamptz) is null or (at, id) < (:afterAt, :afterId))
            order by at desc, id desc
            limit :limit
            """;
    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Outbox outbox;
    private final AuditEvent events;
    private final TransactionOperations transactions;
    private final Clock clock;

    JdbcAuditLog(
            JdbcClient jdbc,
            JsonMapper json,
            Outbox outbox,
            AuditEvent events,
            TransactionOperations transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.outbox = outbox;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void record(Actor actor, String action, String target, Map<String, String> detail) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an audit entry belongs into the transaction of what it tells of");
        }
        add(entry(actor, action, target, AuditOutcome.DONE, detail));
    }

    /** A refusal has no effect to be committed with, and so a transaction of its own. */
    @Override
    public void denied(Actor actor, String method, String path) {
        AuditEntry entry = entry(actor, method, path, AuditOutcome.DENIED, Map.of());
        transactions.executeWithoutResult(status -> add(entry));
    }

    @Override
    public Page<AuditEntry> find(AuditFilter filter, Optional<Cursor> after, int limit) {
        List<AuditEntry> found = jdbc.sql(SELECT)
                .param("actor", filter.actor().orElse(null))
                .param("action", filter.action().orElse(null))
                .param("target", filter.target().orElse(null))
                .param("from", filter.from().map(Timestamp::from).orElse(null))
                .param("to", filter.to().map(Timestamp::from).orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> entry(row))
                .list();
        return Page.of(found, limit, entry -> new Cursor(entry.at().toString(), entry.id()));
    }

    private void add(AuditEntry entry) {
        jdbc.sql(INSERT)
                .param("id", entry.id())
                .param("at", Timestamp.from(entry.at()))
                .param("actor", entry.actor().name())
                .param("roles", entry.actor().roles().stream().map(Role::word).toArray(String[]::new))
                .param("remoteAddress", entry.actor().remoteAddress())
                .param("action", entry.action())
                .param("target", entry.target())
                .param("outcome", entry.outcome().word())
                .param("detail", json.writeValueAsString(entry.detail()))
                .update();
        outbox.append(events.of(entry));
    }

    /** Times are kept as precisely as PostgreSQL keeps them, so that a cursor finds its place again. */
    private AuditEntry entry(
            Actor actor, String action, String target, AuditOutcome outcome, Map<String, String> detail) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new AuditEntry(Ids.next(), now, actor, action, target, outcome, detail);
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        Set<Role> roles = Arrays.stream((String[]) row.getArray("roles").getArray())
                .flatMap(word -> Role.find(word).stream())
                .collect(Collectors.toSet());
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                new Actor(row.getString("actor"), roles, row.getString("remote_address")),
                row.getString("action"),
                row.getString("target"),
                AuditOutcome.of(row.getString("outcome")),
                json.readValue(row.getString("detail"), DETAIL));
    }
}
