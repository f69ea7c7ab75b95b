package com.kaldrix.monitoring.anomaly.roster;

import com.kaldrix.monitoring.anomaly.stream.Glance;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Series as rows. */
@Repository
class JdbcRoster implements Roster {
    private static final String KEEP = """
            insert into series (id, shard, labels, metric, region, component, tier, learning, reading_at, value, expected_low,
                expected_high, unusual, score, readings, seen_at)
            values (?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update
            set shard = excluded.shard, tier = excluded.tier, learning = excluded.learning, reading_at = excluded.reading_at,
                value = excluded.value, expected_low = excluded.expected_low, expected_high = excluded.expected_high,
                unusual = excluded.unusual, score = excluded.score, readings = excluded.readings, seen_at = excluded.seen_at
            """;
    private static final String COLUMNS = """
            select id, labels, tier, learning, reading_at, value, expected_low, expected_high, unusual, score, readings, seen_at
            from series
            """;
    private static final String FIND = COLUMNS + """
            where (cast(:metric as text) is null or metric = :metric)
              and (cast(:prefix as text) is null or starts_with(metric, :prefix))
              and labels @> cast(:labels as jsonb)
              and (cast(:afterMetric as text) is null or (metric, id) > (:afterMetric, :afterId))
            order by metric, id
            limit :limit
            """;
    private static final int BATCH = 500;
    private static final String STAR = "*";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final JsonColumns json;

    JdbcRoster(JdbcClient jdbc, JdbcTemplate batches, JsonColumns json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    @Override
    public void keep(int shard, Map<Labels, Glance> series, Instant now) {
        // In the same order everywhere, so that two that keep the same do not wait for each other in a circle.
        List<KnownSeries> rows = series.entrySet().stream()
                .map(one -> new KnownSeries(KnownSeries.identity(one.getKey()), one.getKey(), one.getValue(), now))
                .sorted(java.util.Comparator.comparing(KnownSeries::id))
                .toList();
        batches.batchUpdate(KEEP, rows, BATCH, (row, one) -> fill(row, shard, one));
    }

    private void fill(PreparedStatement row, int shard, KnownSeries one) throws SQLException {
        Glance glance = one.glance();
        row.setObject(1, one.id());
        row.setInt(2, shard);
        row.setString(3, json.write(one.labels().asMap()));
        row.setString(4, one.metric());
        row.setString(5, one.labels().find("region").orElse("unknown"));
        row.setString(6, one.labels().find("component").orElse("unknown"));
        row.setString(7, glance.tier());
        row.setDouble(8, glance.learning());
        row.setTimestamp(9, Timestamp.from(Instant.ofEpochMilli(glance.time())));
        row.setDouble(10, glance.value());
        row.setDouble(11, glance.low());
        row.setDouble(12, glance.high());
        row.setDouble(13, glance.unusual());
        row.setDouble(14, glance.score());
        row.setBytes(15, glance.recent());
        row.setTimestamp(16, Timestamp.from(one.seenAt()));
    }

    @Override
    public Page<KnownSeries> find(Filter filter, Optional<Cursor> after, int limit) {
        List<KnownSeries> found = jdbc.sql(FIND)
                .param(
                        "metric",
                        filter.metric().filter(name -> !name.endsWith(STAR)).orElse(null))
                .param(
                        "prefix",
                        filter.metric()
                                .filter(name -> name.endsWith(STAR))
                                .map(name -> name.substring(0, name.length() - 1))
                                .orElse(null))
                .param("labels", json.write(filter.labels()))
                .param("afterMetric", after.map(Cursor::key).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> series(row))
                .list();
        return Page.of(found, limit, one -> new Cursor(one.metric(), one.id()));
    }

    @Override
    public Optional<KnownSeries> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, number) -> series(row))
                .optional();
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql("delete from series where seen_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private KnownSeries series(ResultSet row) throws SQLException {
        return new KnownSeries(
                row.getObject("id", UUID.class),
                json.labels(row.getString("labels")),
                new Glance(
                        row.getString("tier"),
                        row.getDouble("learning"),
                        row.getTimestamp("reading_at").toInstant().toEpochMilli(),
                        row.getDouble("value"),
                        row.getDouble("expected_low"),
                        row.getDouble("expected_high"),
                        row.getDouble("unusual"),
                        row.getDouble("score"),
                        row.getBytes("readings")),
                row.getTimestamp("seen_at").toInstant());
    }
}
