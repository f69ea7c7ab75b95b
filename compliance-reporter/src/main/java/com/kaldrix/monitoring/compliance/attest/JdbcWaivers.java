package com.kaldrix.monitoring.compliance.attest;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.attest.Waiver.OfControl;
import com.kaldrix.monitoring.compliance.attest.Waiver.OfFinding;
import com.kaldrix.monitoring.compliance.attest.Waiver.OfResource;
import com.kaldrix.monitoring.compliance.audit.log.Record;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.finding.Control;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Waivers as rows. */
@Repository
class JdbcWaivers implements Waivers {
    private static final String ADD = """
            insert into waiver (id, scope, finding_id, control, resource, account, region, reason, owner, created_by,
                created_at, expires_at)
            values (:id, :scope, :finding, :control, :resource, :account, :region, :reason, :owner, :by, :at, :expires)
            """;
    private static final String COLUMNS = """
            select id, scope, finding_id, control, resource, account, region, reason, owner, created_by, created_at,
                expires_at, revoked_by, revoked_at
            from waiver
            """;
    private static final String HOLDS = """
            (created_at <= :at and expires_at > :at and (revoked_at is null or revoked_at > :at))
            """;

    private final JdbcClient jdbc;
    private final Trail trail;
    private final JsonColumns json;

    JdbcWaivers(JdbcClient jdbc, Trail trail, JsonColumns json) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.json = json;
    }

    @Override
    public void add(Waiver waiver) {
        Made made = waiver.term().made();
        Map<String, String> scope = scope(waiver.scope());
        jdbc.sql(ADD)
                .param("id", waiver.id())
                .param("scope", scope.get("scope"))
                .param("finding", uuid(scope.get("finding")))
                .param("control", scope.get("control"))
                .param("resource", scope.get("resource"))
                .param("account", scope.get("account"))
                .param("region", scope.get("region"))
                .param("reason", waiver.reason())
                .param("owner", waiver.owner())
                .param("by", made.by())
                .param("at", Timestamp.from(made.at()))
                .param("expires", Timestamp.from(waiver.term().expiresAt()))
                .update();
        Map<String, String> body = new LinkedHashMap<>(scope);
        body.put("reason", waiver.reason());
        body.put("owner", waiver.owner());
        body.put("by", made.by());
        body.put("expiresAt", waiver.term().expiresAt().toString());
        record("waiver.created", waiver.id(), body, made.at());
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    /** What is not bounded is not there. */
    private static Map<String, String> scope(Waiver.Scope scope) {
        Map<String, String> columns = new LinkedHashMap<>();
        switch (scope) {
            case OfFinding of -> {
                columns.put("scope", "finding");
                columns.put("finding", of.finding().toString());
            }
            case OfControl of -> {
                columns.put("scope", "control");
                columns.put("control", of.control().toString());
                if (!of.account().isEmpty()) {
                    columns.put("account", of.account());
                }
                if (!of.region().isEmpty()) {
                    columns.put("region", of.region());
                }
            }
            case OfResource of -> {
                columns.put("scope", "resource");
                columns.put("resource", of.resource());
            }
        }
        return columns;
    }

    @Override
    public boolean revoke(UUID id, Made revoked) {
        int ended = jdbc.sql("update waiver set revoked_by = :by, revoked_at = :at where id = :id and " + HOLDS)
                .param("by", revoked.by())
                .param("at", Timestamp.from(revoked.at()))
                .param("id", id)
                .update();
        if (ended > 0) {
            record("waiver.revoked", id, Map.of("by", revoked.by()), revoked.at());
        }
        return ended > 0;
    }

    private void record(String kind, UUID id, Map<String, String> body, Instant at) {
        trail.append(List.of(new Record(kind, "waiver/" + id, json.write(body))), at);
    }

    @Override
    public Optional<Waiver> find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query((row, number) -> waiver(row))
                .optional();
    }

    @Override
    public Page<Waiver> find(Optional<Instant> holdsAt, Optional<Cursor> after, int limit) {
        List<Waiver> found = jdbc.sql(COLUMNS + " where (cast(:at as timestamptz) is null or " + HOLDS + ") " + """
                        and (cast(:afterAt as timestamptz) is null or (expires_at, id) < (:afterAt, :afterId))
                        order by expires_at desc, id desc limit :limit
                        """)
                .param("at", holdsAt.map(Timestamp::from).orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> waiver(row))
                .list();
        return Page.of(
                found, limit, waiver -> new Cursor(waiver.term().expiresAt().toString(), waiver.id()));
    }

    @Override
    public List<Waiver> inForce(Instant instant) {
        return jdbc.sql(COLUMNS + " where " + HOLDS + " order by id")
                .param("at", Timestamp.from(instant))
                .query((row, number) -> waiver(row))
                .list();
    }

    @Override
    public List<Waiver> heldWithin(Instant from, Instant to) {
        return jdbc.sql(COLUMNS + """
                        where created_at <= :to and least(expires_at, revoked_at) > :from
                        order by least(expires_at, revoked_at), id
                        """)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> waiver(row))
                .list();
    }

    private static Waiver waiver(ResultSet row) throws SQLException {
        return new Waiver(
                row.getObject("id", UUID.class),
                scope(row),
                row.getString("reason"),
                row.getString("owner"),
                TermColumns.term(row));
    }

    private static Waiver.Scope scope(ResultSet row) throws SQLException {
        return switch (row.getString("scope")) {
            case "finding" -> new OfFinding(row.getObject("finding_id", UUID.class));
            case "control" ->
                new OfControl(
                        Control.parse(row.getString("control")),
                        Objects.requireNonNullElse(row.getString("account"), ""),
                        Objects.requireNonNullElse(row.getString("region"), ""));
            default -> new OfResource(row.getString("resource"));
        };
    }
}
