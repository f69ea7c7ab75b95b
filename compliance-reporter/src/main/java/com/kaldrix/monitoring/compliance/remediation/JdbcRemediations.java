package com.kaldrix.monitoring.compliance.remediation;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.remediation.Remediation.Judgement;
import com.kaldrix.monitoring.compliance.remediation.Remediation.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Remediations as rows. */
@Repository
class JdbcRemediations implements Remediations {
    private static final String COLUMNS = """
            select id, playbook, action, parameters, account, region, control, resource, resource_type, reason,
                requested_by, requested_at, expires_at, extract(epoch from settles_within)::bigint as settles, state,
                state_at, judgement, judged_at
            from remediation
            """;
    private static final String ADD = """
            insert into remediation (id, playbook, action, parameters, finding_id, account, region, control, resource,
                resource_type, reason, requested_by, requested_at, expires_at, settles_within, state, state_at, judgement)
            values (:id, :playbook, :action, cast(:parameters as jsonb), :finding, :account, :region, :control, :resource,
                :type, :reason, :by, :at, :expires, make_interval(secs => :settles), :state, :at, 'OPEN')
            on conflict (finding_id, playbook) where judgement = 'OPEN' do nothing
            """;
    private static final String STEP = """
            insert into remediation_step (id, remediation_id, at, what, by_whom, note)
            values (:step, :id, :at, :what, :by, :note)
            """;
    private static final String PAGE = COLUMNS + """
            where (cast(:finding as uuid) is null or finding_id = :finding)
              and (cast(:playbook as text) is null or playbook = :playbook)
              and (cast(:state as text) is null or state = :state)
              and (cast(:judgement as text) is null or judgement = :judgement)
              and (cast(:afterAt as timestamptz) is null or (requested_at, id) < (:afterAt, :afterId))
            order by requested_at desc, id desc
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcRemediations(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public boolean add(Remediation remediation, Step first) {
        Remediation.Order order = remediation.order();
        Remediation.Asked asked = remediation.asked();
        boolean added = jdbc.sql(ADD)
                        .param("id", remediation.id())
                        .param("playbook", order.playbook())
                        .param("action", order.action())
                        .param("parameters", json.write(order.parameters()))
                        .param("finding", order.finding().id())
                        .param("account", order.finding().account())
                        .param("region", order.finding().region())
                        .param("control", order.finding().control().toString())
                        .param("resource", order.finding().resource())
                        .param("type", order.resourceType())
                        .param("reason", asked.reason())
                        .param("by", asked.by())
                        .param("at", Timestamp.from(asked.at()))
                        .param("expires", Timestamp.from(asked.expiresAt()))
                        .param("settles", asked.settlesWithin().toSeconds())
                        .param("state", remediation.state().name())
                        .update()
                > 0;
        if (added) {
            step(remediation.id(), first);
        }
        return added;
    }

    private void step(UUID id, Step step) {
        jdbc.sql(STEP)
                .param("step", Ids.next())
                .param("id", id)
                .param("at", Timestamp.from(step.at()))
                .param("what", step.what())
                .param("by", step.by())
                .param("note", step.note())
                .update();
    }

    @Override
    public Optional<Remediation> lock(UUID id) {
        return one(COLUMNS + " where id = :id for update", id);
    }

    @Override
    public Optional<Remediation> find(UUID id) {
        return one(COLUMNS + " where id = :id", id);
    }

    private Optional<Remediation> one(String sql, UUID id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query((row, number) -> remediation(row))
                .optional();
    }

    @Override
    public List<Step> steps(UUID id) {
        return jdbc.sql("select at, what, by_whom, note from remediation_step where remediation_id = :id order by id")
                .param("id", id)
                .query((row, number) -> new Step(
                        row.getTimestamp("at").toInstant(),
                        row.getString("what"),
                        row.getString("by_whom"),
                        row.getString("note")))
                .list();
    }

    @Override
    public void bring(UUID id, State state, Step step) {
        jdbc.sql("update remediation set state = :state, state_at = :at where id = :id")
                .param("state", state.name())
                .param("at", Timestamp.from(step.at()))
                .param("id", id)
                .update();
        step(id, step);
    }

    @Override
    public void judge(UUID id, Judgement judgement, Step step) {
        jdbc.sql("update remediation set judgement = :judgement, judged_at = :at where id = :id")
                .param("judgement", judgement.name())
                .param("at", Timestamp.from(step.at()))
                .param("id", id)
                .update();
        step(id, step);
    }

    @Override
    public Page<Remediation> find(Filter filter, Optional<Cursor> after, int limit) {
        List<Remediation> found = jdbc.sql(PAGE)
                .param("finding", filter.finding().orElse(null))
                .param("playbook", filter.playbook().orElse(null))
                .param("state", filter.state().map(Enum::name).orElse(null))
                .param("judgement", filter.judgement().map(Enum::name).orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> remediation(row))
                .list();
        return Page.of(found, limit, one -> new Cursor(one.asked().at().toString(), one.id()));
    }

    @Override
    public List<UUID> open(int most) {
        return jdbc.sql("select id from remediation where judgement = 'OPEN' order by state_at, id limit :most")
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    @Override
    public Set<UUID> askedSince(String playbook, Instant since) {
        return jdbc.sql("select distinct finding_id from remediation"
                        + " where playbook = :playbook and (requested_at >= :since or judgement = 'OPEN')")
                .param("playbook", playbook)
                .param("since", Timestamp.from(since))
                .query(UUID.class)
                .set();
    }

    private Remediation remediation(ResultSet row) throws SQLException {
        return new Remediation(
                row.getObject("id", UUID.class),
                new Remediation.Order(
                        row.getString("playbook"),
                        row.getString("action"),
                        json.texts(row.getString("parameters")),
                        new FindingKey(
                                row.getString("account"),
                                row.getString("region"),
                                Control.parse(row.getString("control")),
                                row.getString("resource")),
                        row.getString("resource_type")),
                new Remediation.Asked(
                        row.getString("requested_by"),
                        row.getString("reason"),
                        row.getTimestamp("requested_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant(),
                        Duration.ofSeconds(row.getLong("settles"))),
                State.valueOf(row.getString("state")),
                row.getTimestamp("state_at").toInstant(),
                Judgement.valueOf(row.getString("judgement")),
                Optional.ofNullable(row.getTimestamp("judged_at")).map(Timestamp::toInstant));
    }
}
