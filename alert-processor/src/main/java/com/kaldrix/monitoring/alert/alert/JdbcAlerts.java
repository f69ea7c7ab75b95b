package com.kaldrix.monitoring.alert.alert;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAlerts implements Alerts {
    private static final String COLUMNS = """
            fingerprint, labels, derived, annotations, starts_at, ends_at, updated_at, timed_out, severity, link
            """;

    private static final String ROWS = """
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                        ?::boolean[], ?::smallint[], ?::text[])
                 as report (fingerprint, labels, derived, annotations, starts_at, ends_at, updated_at, timed_out, severity, link)
            """;

    // In order of fingerprints, as the lock below: two replicas that merge the same alerts wait for each other, in
    // turn.
    private static final String INSERT = """
            insert into alert (%s)
            select fingerprint, labels::jsonb, derived::jsonb, annotations::jsonb, starts_at, ends_at, updated_at, timed_out, severity, link
            %s order by fingerprint
            on conflict (fingerprint) do nothing
            returning fingerprint
            """.formatted(COLUMNS, ROWS);

    private static final String LOCK = """
            select %s from alert where fingerprint = any(?) order by fingerprint for update
            """.formatted(COLUMNS);

    private static final String UPDATE = """
            update alert set
                derived = report.derived::jsonb, annotations = report.annotations::jsonb, starts_at = report.starts_at,
                ends_at = report.ends_at, updated_at = report.updated_at, timed_out = report.timed_out,
                severity = report.severity, link = report.link
            %s where alert.fingerprint = report.fingerprint
            """.formatted(ROWS);

    // Rows in order of fingerprints, as everywhere.
    private static final String PROLONG = """
            with held as (
                select alert.fingerprint, move.ends_at, move.reported_at
                from alert
                join unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                     as move (fingerprint, starts_at, ends_at, reported_at) on move.fingerprint = alert.fingerprint
                where alert.ends_at > ? and not alert.timed_out and alert.starts_at <= move.starts_at
                order by alert.fingerprint for update of alert)
            update alert set ends_at = greatest(alert.ends_at, held.ends_at),
                updated_at = greatest(alert.updated_at, held.reported_at)
            from held where alert.fingerprint = held.fingerprint
            returning alert.fingerprint
            """;

    // An end after the report is a promise of the source; one before it is its word that the alert is over.
    private static final String PROLONG_ALL = """
            update alert set ends_at = ends_at + make_interval(secs => :seconds)
            where fingerprint in (
                select fingerprint from alert
                where ends_at > :earliest and ends_at > updated_at and ends_at < :open and not timed_out
                order by fingerprint for update)
            """;

    private static final String FIND = """
            select %s from alert where fingerprint = :fingerprint
            """.formatted(COLUMNS);

    // Whoever holds one of these rows is about to change it: skip it rather than wait, for the caller holds an incident
    // that
    // the other may want.
    private static final String HOLD_RESOLVED = """
            select fingerprint from alert where fingerprint = any(:fingerprints) and ends_at <= :now for share skip locked
            """;

    private static final String RESOLVE = """
            update alert set ends_at = greatest(starts_at, :now), updated_at = :now, timed_out = false
            where fingerprint in (select fingerprint from alert where fingerprint = any(:fingerprints) and ends_at > :now
                                  order by fingerprint for update)
            """;

    private static final String LIST = """
            select %s from alert
            where fingerprint > :after
              and (:firing::timestamptz is null or ends_at > :firing)
              and (:resolved::timestamptz is null or ends_at <= :resolved)
              and (cardinality(:severities::smallint[]) = 0 or severity = any(:severities))
              and (:region::text is null or coalesce(labels ->> 'region', derived ->> 'region') = :region)
            order by fingerprint limit :limit
            """.formatted(COLUMNS);

    private static final String FIRING = """
            select %s from alert where ends_at > :now and (%%s) order by fingerprint
            """.formatted(COLUMNS);

    // In the words of the index alert_name.
    private static final String NAMED = """
            coalesce(labels ->> 'alertname', derived ->> 'alertname', '') = any(:values%d)
            """;

    private static final String STARTED_SINCE = """
            select %s from alert where starts_at >= :since order by fingerprint
            """.formatted(COLUMNS);
    private static final String FORGET = """
            delete from alert
            where ends_at < :before
              and not exists (select 1 from incident_alert m where m.fingerprint = alert.fingerprint and m.left_at is null)
            """;

    /** Ends after this are for sources that say when it is over. */
    private static final Instant LONGEST_LEASE = Instant.parse("9998-01-01T00:00:00Z");

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final JsonColumns json;
    private final RowMapper<Alert> mapper;

    JdbcAlerts(JdbcClient jdbc, JdbcTemplate template, JsonColumns json, AlertRows rows) {
        this.mapper = (row, number) -> rows.read(row);
        this.jdbc = jdbc;
        this.template = template;
        this.json = json;
    }

    @Override
    public List<Merged> merge(List<Alert> reports, Instant now) {
        Map<Fingerprint, Alert> folded = new TreeMap<>(SIGNED);
        for (Alert report : reports) {
            folded.merge(report.fingerprint(), report, (old, younger) -> combine(old, younger, now));
        }
        if (folded.isEmpty()) {
            return List.of();
        }
        Set<Long> inserted =
                new HashSet<>(template.query(statement(INSERT, folded.values()), (row, number) -> row.getLong(1)));
        List<Alert> known = folded.values().stream()
                .filter(alert -> !inserted.contains(alert.fingerprint().value()))
                .toList();
        Map<Fingerprint, Alert> before = lock(known);
        List<Merged> merged = new ArrayList<>(folded.size());
        List<Alert> changed = new ArrayList<>();
        for (Alert report : folded.values()) {
            Alert old = before.get(report.fingerprint());
            Alert result = old == null ? report : combine(old, report, now);
            if (old != null) {
                changed.add(result);
            }
            merged.add(new Merged(result, Optional.ofNullable(old)));
        }
        if (!changed.isEmpty()) {
            template.update(statement(UPDATE, changed));
        }
        return merged;
    }

    /**
     * One occurrence goes on, or a later one takes the place of an earlier one. Queues keep no order: what was said earlier
     * may come later, and changes nothing then.
     */
    private static Alert combine(Alert one, Alert other, Instant now) {
        if (one.overlaps(other)) {
            return one.merge(other, now);
        }
        return other.updatedAt().isBefore(one.updatedAt()) ? one : other;
    }

    private Map<Fingerprint, Alert> lock(List<Alert> known) {
        if (known.isEmpty()) {
            return Map.of();
        }
        Map<Fingerprint, Alert> before = new HashMap<>();
        PreparedStatementCreator statement = connection -> {
            var prepared = connection.prepareStatement(LOCK);
            prepared.setArray(
                    1,
                    array(
                            connection,
                            "bigint",
                            known,
                            alert -> alert.fingerprint().value()));
            return prepared;
        };
        template.query(statement, mapper).forEach(alert -> before.put(alert.fingerprint(), alert));
        return before;
    }

    private PreparedStatementCreator statement(String sql, Collection<Alert> alerts) {
        return connection -> {
            var prepared = connection.prepareStatement(sql);
            prepared.setArray(
                    1,
                    array(
                            connection,
                            "bigint",
                            alerts,
                            alert -> alert.fingerprint().value()));
            prepared.setArray(2, array(connection, "text", alerts, alert -> json.write(alert.labels())));
            prepared.setArray(3, array(connection, "text", alerts, alert -> json.write(alert.derived())));
            prepared.setArray(4, array(connection, "text", alerts, alert -> json.write(alert.annotations())));
            prepared.setArray(
                    5,
                    array(
                            connection,
                            "timestamptz",
                            alerts,
                            alert -> alert.startsAt().toString()));
            prepared.setArray(
                    6,
                    array(
                            connection,
                            "timestamptz",
                            alerts,
                            alert -> alert.endsAt().toString()));
            prepared.setArray(
                    7,
                    array(
                            connection,
                            "timestamptz",
                            alerts,
                            alert -> alert.updatedAt().toString()));
            prepared.setArray(8, array(connection, "boolean", alerts, Alert::timeout));
            prepared.setArray(9, array(connection, "smallint", alerts, alert ->
                    (short) alert.severity().ordinal()));
            prepared.setArray(10, array(connection, "text", alerts, Alert::link));
            return prepared;
        };
    }

    private static java.sql.Array array(
            Connection connection, String type, Collection<Alert> alerts, Function<Alert, Object> value)
            throws SQLException {
        return column(connection, type, alerts, value);
    }

    private static <T> java.sql.Array column(
            Connection connection, String type, Collection<T> rows, Function<T, Object> value) throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }

    @Override
    public Set<Fingerprint> prolong(Collection<Prolongation> moves, Instant now) {
        if (moves.isEmpty()) {
            return Set.of();
        }
        PreparedStatementCreator statement = connection -> {
            var prepared = connection.prepareStatement(PROLONG);
            prepared.setArray(
                    1, column(connection, "bigint", moves, move -> move.alert().value()));
            prepared.setArray(
                    2,
                    column(
                            connection,
                            "timestamptz",
                            moves,
                            move -> move.startsAt().toString()));
            prepared.setArray(
                    3,
                    column(
                            connection,
                            "timestamptz",
                            moves,
                            move -> move.endsAt().toString()));
            prepared.setArray(
                    4,
                    column(
                            connection,
                            "timestamptz",
                            moves,
                            move -> move.reportedAt().toString()));
            prepared.setObject(5, at(now));
            return prepared;
        };
        return new HashSet<>(template.query(statement, (row, number) -> new Fingerprint(row.getLong(1))));
    }

    @Override
    public int prolongAll(Duration by, Instant now) {
        return jdbc.sql(PROLONG_ALL)
                .param("seconds", by.toMillis() / 1000.0)
                .param("earliest", at(now.minus(by)))
                .param("open", at(LONGEST_LEASE))
                .update();
    }

    @Override
    public Optional<Alert> find(Fingerprint fingerprint) {
        return jdbc.sql(FIND)
                .param("fingerprint", fingerprint.value())
                .query(mapper)
                .optional();
    }

    @Override
    public Set<Fingerprint> holdResolved(Collection<Fingerprint> fingerprints, Instant now) {
        if (fingerprints.isEmpty()) {
            return Set.of();
        }
        return jdbc
                .sql(HOLD_RESOLVED)
                .param("fingerprints", values(fingerprints))
                .param("now", at(now))
                .query((row, number) -> new Fingerprint(row.getLong(1)))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    @Override
    public void resolve(Collection<Fingerprint> fingerprints, Instant now) {
        jdbc.sql(RESOLVE)
                .param("fingerprints", values(fingerprints))
                .param("now", at(now))
                .update();
    }

    @Override
    public List<Alert> list(AlertFilter filter) {
        return jdbc.sql(LIST)
                .param("after", filter.after().map(Fingerprint::value).orElse(Long.MIN_VALUE))
                .param("firing", filter.firingAt().map(JdbcAlerts::at).orElse(null))
                .param("resolved", filter.resolvedAt().map(JdbcAlerts::at).orElse(null))
                .param(
                        "severities",
                        filter.severities().stream().map(Severity::ordinal).toArray(Integer[]::new))
                .param("region", filter.region().orElse(null))
                .param("limit", filter.limit())
                .query(mapper)
                .list();
    }

    @Override
    public List<Alert> firingAny(List<Map<String, Set<String>>> any, Instant now) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("now", at(now));
        String wishes = any.stream()
                .map(labels -> labels.entrySet().stream()
                        .map(label -> condition(label.getKey(), label.getValue(), parameters))
                        .collect(Collectors.joining(" and ", "true and ", "")))
                .map(wish -> wish.equals("true and ") ? "true" : wish)
                .collect(Collectors.joining(") or (", "(", ")"));
        return jdbc.sql(FIRING.formatted(wishes))
                .params(parameters)
                .query(mapper)
                .list();
    }

    private static String condition(String name, Set<String> values, Map<String, Object> parameters) {
        int number = parameters.size();
        if (name.equals(Labels.ALERTNAME)) {
            parameters.put("values" + number, values.toArray(String[]::new));
            return NAMED.formatted(number);
        }
        parameters.put("name" + number, name);
        parameters.put("values" + number, values.toArray(String[]::new));
        return "coalesce(labels ->> :name%d, derived ->> :name%d, '') = any(:values%d)"
                .formatted(number, number, number);
    }

    @Override
    public List<Alert> startedSince(Instant since) {
        return jdbc.sql(STARTED_SINCE).param("since", at(since)).query(mapper).list();
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql(FORGET).param("before", at(before)).update();
    }

    private static final java.util.Comparator<Fingerprint> SIGNED =
            java.util.Comparator.comparingLong(Fingerprint::value);

    private static Long[] values(Collection<Fingerprint> fingerprints) {
        return fingerprints.stream().map(Fingerprint::value).toArray(Long[]::new);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
