package com.kaldrix.monitoring.anomaly.detector;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Uploaded readings as rows. */
@Repository
class JdbcSetReadings implements SetReadings {
    private static final String ADD = """
            insert into metric_set_reading (metric_set_id, metric, at, value) values (?, ?, ?, ?)
            on conflict (metric_set_id, metric, at) do update set value = excluded.value
            """;
    private static final String FIND = """
            select at, value from metric_set_reading
            where metric_set_id = :set and metric = :metric and at >= :from and at < :to
            order by at limit :most
            """;
    private static final String FORGET = """
            delete from metric_set_reading where (metric_set_id, metric, at) in
                (select metric_set_id, metric, at from metric_set_reading where at < :before limit :most)
            """;
    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final MetricSets sets;

    JdbcSetReadings(JdbcClient jdbc, JdbcTemplate batches, MetricSets sets) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.sets = sets;
    }

    @Override
    public void add(UUID set, List<Uploaded> readings) {
        batches.batchUpdate(ADD, readings, BATCH, (row, one) -> {
            row.setObject(1, set);
            row.setString(2, one.metric());
            row.setTimestamp(3, Timestamp.from(one.at()));
            if (Double.isNaN(one.value())) {
                row.setNull(4, java.sql.Types.DOUBLE);
            } else {
                row.setDouble(4, one.value());
            }
        });
    }

    @Override
    public Optional<List<Uploaded>> of(String set, String metric, Instant from, Instant to, int most) {
        return sets.named(set)
                .filter(known -> known.document().metricList().stream().anyMatch(one -> metric.equals(one.name())))
                .map(known -> jdbc.sql(FIND)
                        .param("set", known.id())
                        .param("metric", metric)
                        .param("from", Timestamp.from(from))
                        .param("to", Timestamp.from(to))
                        .param("most", most)
                        .query((row, number) -> {
                            @Nullable Double value = row.getObject("value", Double.class);
                            return new Uploaded(
                                    metric, row.getTimestamp("at").toInstant(), value == null ? Double.NaN : value);
                        })
                        .list());
    }

    @Override
    public long count(UUID set) {
        return jdbc.sql("select count(*) from metric_set_reading where metric_set_id = :set")
                .param("set", set)
                .query(Long.class)
                .single();
    }

    @Override
    public int forget(Instant before, int most) {
        return jdbc.sql(FORGET)
                .param("before", Timestamp.from(before))
                .param("most", most)
                .update();
    }
}
