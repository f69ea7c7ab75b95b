package com.kaldrix.monitoring.compliance.attest;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.audit.log.Record;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Attestations as rows. */
@Repository
class JdbcAttestations implements Attestations {
    private static final String ADD = """
            insert into attestation (id, framework, requirement, statement, evidence_name, evidence_sha256, author,
                created_by, created_at, expires_at)
            values (:id, :framework, :requirement, :statement, :evidence, :sha256, :author, :by, :at, :expires)
            """;
    private static final String COLUMNS = """
            select id, framework, requirement, statement, evidence_name, evidence_sha256, author, created_by, created_at,
                expires_at, revoked_by, revoked_at
            from attestation
            """;
    private static final String HOLDS = """
            (created_at <= :at and expires_at > :at and (revoked_at is null or revoked_at > :at))
            """;

    private final JdbcClient jdbc;
    private final Trail trail;
    private final JsonColumns json;

    JdbcAttestations(JdbcClient jdbc, Trail trail, JsonColumns json) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.json = json;
    }

    @Override
    public void add(Attestation attestation) {
        Made made = attestation.term().made();
        jdbc.sql(ADD)
                .param("id", attestation.id())
                .param("framework", attestation.requirement().framework())
                .param("requirement", attestation.requirement().requirement())
                .param("statement", attestation.statement())
                .param("evidence", attestation.evidence().name())
                .param("sha256", attestation.evidence().sha256())
                .param("author", attestation.author())
                .param("by", made.by())
                .param("at", Timestamp.from(made.at()))
                .param("expires", Timestamp.from(attestation.term().expiresAt()))
                .update();
        record(
                "attestation.created",
                attestation.id(),
                Map.of(
                        "framework", attestation.requirement().framework(),
                        "requirement", attestation.requirement().requirement(),
                        "statement", attestation.statement(),
                        "evidence", attestation.evidence().name(),
                        "sha256", attestation.evidence().sha256(),
                        "author", attestation.author(),
                        "by", made.by(),
                        "expiresAt", attestation.term().expiresAt().toString()),
                made.at());
    }

    @Override
    public boolean revoke(UUID id, Made revoked) {
        int ended = jdbc.sql("update attestation set revoked_by = :by, revoked_at = :at where id = :id and " + HOLDS)
                .param("by", revoked.by())
                .param("at", Timestamp.from(revoked.at()))
                .param("id", id)
                .update();
        if (ended > 0) {
            record("attestation.revoked", id, Map.of("by", revoked.by()), revoked.at());
        }
        return ended > 0;
    }

    private void record(String kind, UUID id, Map<String, String> body, Instant at) {
        trail.append(List.of(new Record(kind, "attestation/" + id, json.write(body))), at);
    }

    @Override
    public Optional<Attestation> find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query((row, number) -> attestation(row))
                .optional();
    }

    @Override
    public Page<Attestation> find(
            Optional<String> framework, Optional<Instant> holdsAt, Optional<Cursor> after, int limit) {
        List<Attestation> found = jdbc.sql(
                        COLUMNS + " where (cast(:at as timestamptz) is null or " + HOLDS + ") " + """
                        and (cast(:framework as text) is null or framework = :framework)
                        and (cast(:afterAt as timestamptz) is null or (expires_at, id) < (:afterAt, :afterId))
                        order by expires_at desc, id desc limit :limit
                        """)
                .param("at", holdsAt.map(Timestamp::from).orElse(null))
                .param("framework", framework.orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> attestation(row))
                .list();
        return Page.of(
                found,
                limit,
                attestation -> new Cursor(attestation.term().expiresAt().toString(), attestation.id()));
    }

    @Override
    public List<Attestation> inForce(Instant instant) {
        return jdbc.sql(COLUMNS + " where " + HOLDS + " order by id")
                .param("at", Timestamp.from(instant))
                .query((row, number) -> attestation(row))
                .list();
    }

    @Override
    public List<Attestation> heldWithin(Instant from, Instant to) {
        return jdbc.sql(COLUMNS + """
                        where created_at <= :to and least(expires_at, revoked_at) > :from
                        order by least(expires_at, revoked_at), id
                        """)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> attestation(row))
                .list();
    }

    private static Attestation attestation(ResultSet row) throws SQLException {
        return new Attestation(
                row.getObject("id", UUID.class),
                new RequirementId(row.getString("framework"), row.getString("requirement")),
                row.getString("statement"),
                new Attestation.Evidence(row.getString("evidence_name"), row.getString("evidence_sha256")),
                row.getString("author"),
                TermColumns.term(row));
    }
}
