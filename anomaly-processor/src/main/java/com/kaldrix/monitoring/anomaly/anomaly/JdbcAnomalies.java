package com.kaldrix.monitoring.anomaly.anomaly;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Peak;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Anomalies as rows. */
@Repository
class JdbcAnomalies implements Anomalies {
    private static final String KEEP = """
            insert into anomaly (id, event_id, suppressed_by, metric, region, component, family, type, series, started_at, peak_at, ended_at,
                severity, score, value, expected_low, expected_high, evidence, updated_at, found_at)
            values (:id, :event, :suppressedBy, :metric, :region, :component, :family, :type, cast(:series as jsonb), :startedAt, :peakAt,
                :endedAt, :severity, :score, :value, :low, :high, cast(:evidence as jsonb), :now, :now)
            on conflict (id) do update
            set type = excluded.type, peak_at = excluded.peak_at, ended_at = excluded.ended_at, severity = excluded.severity,
                score = excluded.score, value = excluded.value, expected_low = excluded.expected_low,
                expected_high = excluded.expected_high, evidence = excluded.evidence, updated_at = excluded.updated_at
            """;
    private static final String KEEP_TRACE = """
            insert into anomaly_trace (anomaly_id, readings) values (:id, :readings)
            on conflict (anomaly_id) do update set readings = excluded.readings
            """;
    private static final String TRACE = """
            select readings from anomaly_trace where anomaly_id = :id
            """;
    private static final String COLUMNS = """
            select id, type, series, started_at, peak_at, ended_at, severity, score, value, expected_low, expected_high, evidence
            from anomaly
            """;
    private static final String ONE = COLUMNS + """
            where id = :id
            """;
    private static final String OF_EVENT = COLUMNS + """
            where event_id = :event order by started_at, id
            """;
    private static final String PLACE_OF = """
            select event_id, suppressed_by from anomaly where id = :id
            """;
    private static final String FIND = COLUMNS + """
            where (cast(:metric as text) is null or metric = :metric)
              and (cast(:region as text) is null or region = :region)
              and (cast(:component as text) is null or component = :component)
              and (cast(:type as text) is null or type = :type)
              and (cast(:family as text) is null or family = :family)
              and (cast(:severity as int) is null or severity <= :severity)
              and (cast(:open as boolean) is null or (ended_at is null) = :open)
              and (cast(:from as timestamptz) is null or coalesce(ended_at, 'infinity') >= :from)
              and (cast(:to as timestamptz) is null or started_at < :to)
              and (cast(:afterAt as timestamptz) is null or (started_at, id) < (:afterAt, :afterId))
            order by started_at desc, id desc
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcAnomalies(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void keep(Anomaly anomaly, Trace trace, Place place, Instant now) {
        jdbc.sql(KEEP)
                .param("id", anomaly.id())
                .param("event", place.event())
                .param("suppressedBy", place.suppressedBy())
                .param("metric", anomaly.metric())
                .param("region", anomaly.region())
                .param("component", anomaly.component())
                .param("family", anomaly.family().word())
                .param("type", anomaly.type().word())
                .param("series", json.write(anomaly.series().asMap()))
                .param("startedAt", Timestamp.from(anomaly.startedAt()))
                .param("peakAt", Timestamp.from(anomaly.peak().at()))
                .param("endedAt", anomaly.end().map(Timestamp::from).orElse(null))
                .param("severity", anomaly.severity().ordinal())
                .param("score", anomaly.peak().score())
                .param("value", anomaly.peak().value())
                .param("low", anomaly.peak().expected().low())
                .param("high", anomaly.peak().expected().high())
                .param("evidence", json.write(anomaly.evidence()))
                .param("now", Timestamp.from(now))
                .update();
        jdbc.sql(KEEP_TRACE)
                .param("id", anomaly.id())
                .param("readings", trace.bytes())
                .update();
    }

    @Override
    public Trace traceOf(UUID id) {
        return jdbc.sql(TRACE)
                .param("id", id)
                .query((row, number) -> Trace.of(row.getBytes("readings")))
                .optional()
                .orElse(Trace.EMPTY);
    }

    @Override
    public Optional<Anomaly> find(UUID id) {
        return jdbc.sql(ONE)
                .param("id", id)
                .query((row, number) -> anomaly(row))
                .optional();
    }

    @Override
    public Optional<Place> placeOf(UUID id) {
        return jdbc.sql(PLACE_OF)
                .param("id", id)
                .query((row, number) ->
                        new Place(row.getObject("event_id", UUID.class), row.getObject("suppressed_by", UUID.class)))
                .optional();
    }

    @Override
    public List<Anomaly> ofEvent(UUID event) {
        return jdbc.sql(OF_EVENT)
                .param("event", event)
                .query((row, number) -> anomaly(row))
                .list();
    }

    @Override
    public Page<Anomaly> find(AnomalyFilter filter, Optional<Cursor> after, int limit) {
        List<Anomaly> found = jdbc.sql(FIND)
                .param("metric", filter.metric().orElse(null))
                .param("region", filter.region().orElse(null))
                .param("component", filter.component().orElse(null))
                .param("type", filter.type().map(AnomalyType::word).orElse(null))
                .param("family", filter.family().map(Family::word).orElse(null))
                .param("severity", filter.severity().map(Severity::ordinal).orElse(null))
                .param("open", filter.open().orElse(null))
                .param("from", filter.from().map(Timestamp::from).orElse(null))
                .param("to", filter.to().map(Timestamp::from).orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> anomaly(row))
                .list();
        return Page.of(found, limit, one -> new Cursor(one.startedAt().toString(), one.id()));
    }

    private Anomaly anomaly(ResultSet row) throws SQLException {
        @Nullable Timestamp ended = row.getTimestamp("ended_at");
        return new Anomaly(
                row.getObject("id", UUID.class),
                json.labels(row.getString("series")),
                AnomalyType.of(row.getString("type")),
                row.getTimestamp("started_at").toInstant(),
                new Peak(
                        row.getTimestamp("peak_at").toInstant(),
                        row.getDouble("value"),
                        new Expected(row.getDouble("expected_low"), row.getDouble("expected_high")),
                        row.getDouble("score")),
                ended == null ? null : ended.toInstant(),
                Severity.values()[row.getInt("severity")],
                List.of(json.read(row.getString("evidence"), Evidence[].class)));
    }
}
