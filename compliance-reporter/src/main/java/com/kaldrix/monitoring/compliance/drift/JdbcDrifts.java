package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.score.ControlStanding;
import com.kaldrix.monitoring.compliance.score.ControlStatus;
import com.kaldrix.monitoring.compliance.score.Evidence;
import com.kaldrix.monitoring.compliance.score.RequirementStanding;
import com.kaldrix.monitoring.compliance.score.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** States and their changes as rows. */
@Repository
class JdbcDrifts implements Drifts {
    private static final String STATE_REQUIREMENTS = """
            insert into requirement_state (framework, requirement, evidence, since)
            select framework, requirement, evidence, :now
            from unnest(:frameworks::text[], :requirements::text[], :after::text[]) as new (framework, requirement, evidence)
            on conflict (framework, requirement) do update set evidence = excluded.evidence, since = excluded.since
            """;
    private static final String CHANGE_REQUIREMENTS = """
            insert into requirement_change (id, at, framework, requirement, before, after)
            select id::uuid, :now, framework, requirement, before, after
            from unnest(:ids::text[], :frameworks::text[], :requirements::text[], :before::text[], :after::text[])
                as new (id, framework, requirement, before, after)
            where before <> after
            """;
    private static final String STATE_CONTROLS = """
            insert into control_state (control, account, region, status, since)
            select control, account, region, status, :now
            from unnest(:controls::text[], :accounts::text[], :regions::text[], :after::text[])
                as new (control, account, region, status)
            on conflict (control, account, region) do update set status = excluded.status, since = excluded.since
            """;
    private static final String CHANGE_CONTROLS = """
            insert into control_change (id, at, control, account, region, before, after, resources)
            select id::uuid, :now, control, account, region, before, after,
                case when after <> 'FAILED' then array[]::text[] else array(
                    select resource from finding
                    where finding.control = new.control and finding.account = new.account
                      and finding.region = new.region and counts and compliance = 'FAILED'
                    order by changed_at desc, id desc limit 20)
                end
            from unnest(:ids::text[], :controls::text[], :accounts::text[], :regions::text[], :before::text[], :after::text[])
                as new (id, control, account, region, before, after)
            returning control, account, region, before, after, at, resources
            """;
    private static final String REQUIREMENTS_SINCE = """
            select framework, requirement, first.before, state.evidence as after, state.since as at
            from (
                select distinct on (framework, requirement) framework, requirement, before
                from requirement_change where at >= :from order by framework, requirement, at, id
            ) as first
            join requirement_state as state using (framework, requirement)
            where first.before <> state.evidence
            order by framework, requirement
            """;
    private static final String CONTROLS_SINCE = """
            select control, account, region, first.before, state.status as after, state.since as at, latest.resources
            from (
                select distinct on (control, account, region) control, account, region, before
                from control_change where at >= :from order by control, account, region, at, id
            ) as first
            join (
                select distinct on (control, account, region) control, account, region, resources
                from control_change where at >= :from order by control, account, region, at desc, id desc
            ) as latest using (control, account, region)
            join control_state as state using (control, account, region)
            where first.before <> state.status
            order by control, account, region
            """;
    private static final String REQUIREMENTS_BETWEEN = """
            select framework, requirement, first.before, last.after, last.at
            from (
                select distinct on (framework, requirement) framework, requirement, before
                from requirement_change where at >= :from and at < :to order by framework, requirement, at, id
            ) as first
            join (
                select distinct on (framework, requirement) framework, requirement, after, at
                from requirement_change where at >= :from and at < :to
                order by framework, requirement, at desc, id desc
            ) as last using (framework, requirement)
            where first.before <> last.after
            order by framework, requirement
            """;
    private static final String CONTROLS_BETWEEN = """
            select control, account, region, first.before, last.after, last.at, last.resources
            from (
                select distinct on (control, account, region) control, account, region, before
                from control_change where at >= :from and at < :to order by control, account, region, at, id
            ) as first
            join (
                select distinct on (control, account, region) control, account, region, after, at, resources
                from control_change where at >= :from and at < :to
                order by control, account, region, at desc, id desc
            ) as last using (control, account, region)
            where first.before <> last.after
            order by control, account, region
            """;

    private final JdbcClient jdbc;

    JdbcDrifts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One thing that became another. */
    private record Change<K>(K key, String before, String after) {}

    @Override
    public List<Drift.OfControl> keep(Standing standing) {
        Timestamp now = Timestamp.from(standing.at().truncatedTo(ChronoUnit.MICROS));
        keepRequirements(standing, now);
        return keepControls(standing, now);
    }

    private void keepRequirements(Standing standing, Timestamp now) {
        Map<RequirementId, String> known = new HashMap<>();
        jdbc.sql("select framework, requirement, evidence from requirement_state")
                .query(row -> {
                    known.put(
                            new RequirementId(row.getString("framework"), row.getString("requirement")),
                            row.getString("evidence"));
                });
        List<Change<RequirementId>> changes = new ArrayList<>();
        for (RequirementStanding one : standing.requirements().toList()) {
            String before = known.get(one.id());
            String after = one.evidence().name();
            if (!after.equals(before)) {
                changes.add(new Change<>(one.id(), before == null ? Evidence.NO_DATA.name() : before, after));
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        for (String sql : List.of(STATE_REQUIREMENTS, CHANGE_REQUIREMENTS)) {
            jdbc.sql(sql)
                    .param("now", now)
                    .param("ids", ids(changes))
                    .param("frameworks", texts(changes, change -> change.key().framework()))
                    .param("requirements", texts(changes, change -> change.key().requirement()))
                    .param("before", texts(changes, Change::before))
                    .param("after", texts(changes, Change::after))
                    .update();
        }
    }

    private List<Drift.OfControl> keepControls(Standing standing, Timestamp now) {
        Map<ControlStanding.Key, String> known = new TreeMap<>();
        jdbc.sql("select control, account, region, status from control_state").query(row -> {
            known.put(key(row), row.getString("status"));
        });
        List<Change<ControlStanding.Key>> fresh = new ArrayList<>();
        List<Change<ControlStanding.Key>> changes = new ArrayList<>();
        standing.controls().forEach((key, control) -> {
            String before = known.remove(key);
            String after = control.status().name();
            if (before == null) {
                fresh.add(new Change<>(key, ControlStatus.NO_DATA.name(), after));
            } else if (!after.equals(before)) {
                changes.add(new Change<>(key, before, after));
            }
        });
        // What is left was known, and nothing speaks of it any more.
        known.forEach((key, before) -> {
            if (!before.equals(ControlStatus.NO_DATA.name())) {
                changes.add(new Change<>(key, before, ControlStatus.NO_DATA.name()));
            }
        });
        List<Change<ControlStanding.Key>> all = new ArrayList<>(fresh);
        all.addAll(changes);
        if (all.isEmpty()) {
            return List.of();
        }
        controls(STATE_CONTROLS, all, now).update();
        controls(CHANGE_CONTROLS, fresh, now)
                .query((row, number) -> control(row))
                .list();
        return controls(CHANGE_CONTROLS, changes, now)
                .query((row, number) -> control(row))
                .list();
    }

    private JdbcClient.StatementSpec controls(String sql, List<Change<ControlStanding.Key>> changes, Timestamp now) {
        return jdbc.sql(sql)
                .param("now", now)
                .param("ids", ids(changes))
                .param(
                        "controls",
                        texts(changes, change -> change.key().control().toString()))
                .param("accounts", texts(changes, change -> change.key().account()))
                .param("regions", texts(changes, change -> change.key().region()))
                .param("before", texts(changes, Change::before))
                .param("after", texts(changes, Change::after));
    }

    private static String[] ids(List<?> changes) {
        return changes.stream().map(change -> Ids.next().toString()).toArray(String[]::new);
    }

    private static <K> String[] texts(List<Change<K>> changes, Function<Change<K>, String> part) {
        return changes.stream().map(part).toArray(String[]::new);
    }

    @Override
    public Drift since(Instant from) {
        return new Drift(
                from,
                jdbc.sql(REQUIREMENTS_SINCE)
                        .param("from", Timestamp.from(from))
                        .query((row, number) -> requirement(row))
                        .list(),
                jdbc.sql(CONTROLS_SINCE)
                        .param("from", Timestamp.from(from))
                        .query((row, number) -> control(row))
                        .list());
    }

    @Override
    public Drift between(Instant from, Instant to) {
        return new Drift(
                from,
                within(REQUIREMENTS_BETWEEN, from, to)
                        .query((row, number) -> requirement(row))
                        .list(),
                within(CONTROLS_BETWEEN, from, to)
                        .query((row, number) -> control(row))
                        .list());
    }

    private JdbcClient.StatementSpec within(String sql, Instant from, Instant to) {
        return jdbc.sql(sql).param("from", Timestamp.from(from)).param("to", Timestamp.from(to));
    }

    private static Drift.OfRequirement requirement(ResultSet row) throws SQLException {
        return new Drift.OfRequirement(
                new RequirementId(row.getString("framework"), row.getString("requirement")),
                Evidence.valueOf(row.getString("before")),
                Evidence.valueOf(row.getString("after")),
                row.getTimestamp("at").toInstant());
    }

    private static ControlStanding.Key key(ResultSet row) throws SQLException {
        return new ControlStanding.Key(
                Control.parse(row.getString("control")), row.getString("account"), row.getString("region"));
    }

    private static Drift.OfControl control(ResultSet row) throws SQLException {
        return new Drift.OfControl(
                key(row),
                ControlStatus.valueOf(row.getString("before")),
                ControlStatus.valueOf(row.getString("after")),
                row.getTimestamp("at").toInstant(),
                Arrays.asList((String[]) row.getArray("resources").getArray()));
    }
}
