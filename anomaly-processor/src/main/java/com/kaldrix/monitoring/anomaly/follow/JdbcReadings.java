package com.kaldrix.monitoring.anomaly.follow;

import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Followed series and their readings as rows. */
class JdbcReadings implements Readings, FindingsSink {
    private static final String COLUMNS = """
            select id, series, of_component, threshold, rising from followed_series
            """;
    private static final String ALL = COLUMNS + """
            order by added_at, id
            """;
    private static final String FIND = COLUMNS + """
            where id = :id
            """;
    private static final String ROOM = """
            select count(*) from followed_series where region = :region and component = :component and of_component
            """;
    private static final String ADD = """
            insert into followed_series (id, series, region, component, of_component, threshold, rising, added_at)
            values (:id, cast(:series as jsonb), :region, :component, :ofComponent, :threshold, :rising, :now)
            on conflict (id) do nothing
            """;
    private static final String KEEP = """
            insert into followed_reading (series_id, at, value)
            select series_id, at, value
            from unnest(:series::uuid[], :at::timestamptz[], :values::float8[]) as r (series_id, at, value)
            on conflict do nothing
            """;
    private static final String KEEP_HOURS = """
            insert into followed_hour (series_id, at, sum, low, high, readings)
            select series_id, date_trunc('hour', at), sum(value), min(value), max(value), count(*)
            from unnest(:series::uuid[], :at::timestamptz[], :values::float8[]) as r (series_id, at, value)
            group by 1, 2
            on conflict (series_id, at) do update
            set sum = followed_hour.sum + excluded.sum, low = least(followed_hour.low, excluded.low),
                high = greatest(followed_hour.high, excluded.high), readings = followed_hour.readings + excluded.readings
            """;
    private static final String AFTER = """
            select series_id, at, value from followed_reading
            where series_id = any(:series::uuid[]) and at > :after and at <= :until order by at, series_id
            """;
    private static final String HOURS = """
            select at, sum / readings as mean, low, high, readings from followed_hour
            where series_id = :series and at >= :from order by at
            """;
    private static final String FORGET = """
            delete from followed_reading where at < :before
            """;
    private static final String FORGET_HOURS = """
            delete from followed_hour where at < :before
            """;
    private static final String FORGET_SERIES = """
            delete from followed_series s
            where s.added_at < :before
              and not exists (select 1 from followed_reading r where r.series_id = s.id)
              and (s.threshold is null or not exists (select 1 from followed_hour h where h.series_id = s.id))
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;
    private final Following following;
    private final Map<Labels, Optional<UUID>> known = new ConcurrentHashMap<>();

    JdbcReadings(JdbcClient jdbc, JsonColumns json, Following following) {
        this.jdbc = jdbc;
        this.json = json;
        this.following = following;
    }

    @Override
    public Writing begin(Instant now) {
        Map<Labels, List<Reading>> read = new LinkedHashMap<>();
        return new Writing() {
            @Override
            public void found(Labels series, Finding finding) {
                if (finding instanceof Reading reading && Double.isFinite(reading.value())) {
                    read.computeIfAbsent(series, key -> new ArrayList<>()).add(reading);
                }
            }

            @Override
            public void close() {
                if (!read.isEmpty()) {
                    keep(read, now);
                }
            }
        };
    }

    private void keep(Map<Labels, List<Reading>> read, Instant now) {
        List<UUID> series = new ArrayList<>();
        List<Timestamp> at = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        read.forEach((labels, readings) -> idOf(labels, now)
                .ifPresent(id -> readings.forEach(reading -> {
                    series.add(id);
                    at.add(new Timestamp(reading.time()));
                    values.add(reading.value());
                })));
        if (!series.isEmpty()) {
            for (String statement : List.of(KEEP, KEEP_HOURS)) {
                jdbc.sql(statement)
                        .param("series", series.toArray(UUID[]::new))
                        .param("at", at.toArray(Timestamp[]::new))
                        .param("values", values.toArray(Double[]::new))
                        .update();
            }
        }
    }

    private Optional<UUID> idOf(Labels labels, Instant now) {
        Optional<UUID> remembered = known.get(labels);
        if (remembered != null) {
            return remembered;
        }
        UUID id = UUID.nameUUIDFromBytes(labels.toString().getBytes(StandardCharsets.UTF_8));
        if (find(id).isPresent()) {
            // Only what was there before: what this transaction adds may yet be undone.
            known.put(labels, Optional.of(id));
            return Optional.of(id);
        }
        Optional<Threshold> threshold = following.threshold(labels);
        boolean ofComponent = following.isOfComponent(labels) && hasRoom(labels);
        if (!ofComponent && threshold.isEmpty()) {
            known.put(labels, Optional.empty());
            return Optional.empty();
        }
        jdbc.sql(ADD)
                .param("id", id)
                .param("series", json.write(labels.asMap()))
                .param("region", labels.find("region").orElse("unknown"))
                .param("component", labels.find("component").orElse("unknown"))
                .param("ofComponent", ofComponent)
                .param("threshold", threshold.map(Threshold::value).orElse(null))
                .param("rising", threshold.map(Threshold::rising).orElse(null))
                .param("now", Timestamp.from(now))
                .update();
        return Optional.of(id);
    }

    private boolean hasRoom(Labels labels) {
        return jdbc.sql(ROOM)
                        .param("region", labels.find("region").orElse("unknown"))
                        .param("component", labels.find("component").orElse("unknown"))
                        .query(Integer.class)
                        .single()
                < following.mostPerComponent();
    }

    @Override
    public List<Followed> all() {
        return jdbc.sql(ALL).query((row, number) -> followed(row)).list();
    }

    @Override
    public Optional<Followed> find(UUID id) {
        return jdbc.sql(FIND)
                .param("id", id)
                .query((row, number) -> followed(row))
                .optional();
    }

    private Followed followed(ResultSet row) throws SQLException {
        Double threshold = row.getObject("threshold", Double.class);
        return new Followed(
                row.getObject("id", UUID.class),
                json.labels(row.getString("series")),
                row.getBoolean("of_component"),
                threshold == null ? null : new Threshold(threshold, row.getBoolean("rising")));
    }

    @Override
    public List<Point> after(List<UUID> series, Instant after, Instant until) {
        return jdbc.sql(AFTER)
                .param("series", series.toArray(UUID[]::new))
                .param("after", Timestamp.from(after))
                .param("until", Timestamp.from(until))
                .query((row, number) -> new Point(
                        row.getObject("series_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getDouble("value")))
                .list();
    }

    @Override
    public List<Hour> hours(UUID series, Instant from) {
        return jdbc.sql(HOURS)
                .param("series", series)
                .param("from", Timestamp.from(from))
                .query((row, number) -> new Hour(
                        row.getTimestamp("at").toInstant(),
                        row.getDouble("mean"),
                        row.getDouble("low"),
                        row.getDouble("high"),
                        row.getLong("readings")))
                .list();
    }

    @Override
    public int forget(Instant now, Duration keep) {
        int readings = jdbc.sql(FORGET)
                .param("before", Timestamp.from(now.minus(keep)))
                .update();
        jdbc.sql(FORGET_HOURS)
                .param("before", Timestamp.from(now.minus(HOURS_KEPT)))
                .update();
        int series = jdbc.sql(FORGET_SERIES)
                .param("before", Timestamp.from(now.minus(Duration.ofDays(1))))
                .update();
        if (series > 0) {
            known.clear();
        }
        return readings;
    }
}
