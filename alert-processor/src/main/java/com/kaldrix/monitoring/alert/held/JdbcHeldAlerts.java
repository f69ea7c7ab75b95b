package com.kaldrix.monitoring.alert.held;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcHeldAlerts implements HeldAlerts {
    private static final String RECORD = """
            insert into held_alert (incident_id, fingerprint, by_kind, by_key, occurrence, name, held_at, tried)
            values (:incident, :fingerprint, :kind, :key, :occurrence, :name, :now, :tried)
            on conflict do nothing
            """;
    private static final String RELEASE = """
            update held_alert set released_at = :now
            where incident_id = :incident and released_at is null and fingerprint = any(:fingerprints)
            returning fingerprint, by_kind, by_key, occurrence, name, held_at, tried
            """;
    private static final String COUNTS = """
            select occurrence, count(distinct fingerprint) as alerts from held_alert
            where by_kind = :kind and by_key = :key
            group by occurrence order by occurrence desc limit :limit
            """;
    private static final String TOTALS = """
            select by_key, count(distinct (fingerprint, occurrence)) as alerts from held_alert where by_kind = :kind group by by_key
            """;

    private final JdbcClient jdbc;

    JdbcHeldAlerts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int record(UUID incident, Map<Fingerprint, List<HeldBy>> held, boolean tried, Instant now) {
        int fresh = 0;
        for (Map.Entry<Fingerprint, List<HeldBy>> entry : held.entrySet()) {
            for (HeldBy by : entry.getValue()) {
                fresh += jdbc.sql(RECORD)
                        .param("incident", incident)
                        .param("fingerprint", entry.getKey().value())
                        .param("kind", by.kind().word())
                        .param("key", by.key())
                        .param("occurrence", at(by.occurrence()))
                        .param("name", by.name())
                        .param("now", at(now))
                        .param("tried", tried)
                        .update();
            }
        }
        return fresh;
    }

    private record Row(Released released, boolean tried) {}

    @Override
    public List<Released> release(UUID incident, Collection<Fingerprint> alerts, Instant now) {
        if (alerts.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql(RELEASE)
                .param("incident", incident)
                .param("fingerprints", alerts.stream().map(Fingerprint::value).toArray(Long[]::new))
                .param("now", at(now))
                .query((row, number) -> new Row(released(row), row.getBoolean("tried")))
                .list()
                .stream()
                .filter(row -> !row.tried())
                .map(Row::released)
                .sorted(java.util.Comparator.comparing(Released::since))
                .toList();
    }

    private static Released released(ResultSet row) throws SQLException {
        HeldBy by = new HeldBy(
                HeldBy.Kind.valueOf(row.getString("by_kind").toUpperCase(Locale.ROOT)),
                row.getString("by_key"),
                row.getString("name"),
                instant(row, "occurrence"),
                null);
        return new Released(new Fingerprint(row.getLong("fingerprint")), by, instant(row, "held_at"));
    }

    @Override
    public List<Count> counts(HeldBy.Kind kind, String key, int limit) {
        return jdbc.sql(COUNTS)
                .param("kind", kind.word())
                .param("key", key)
                .param("limit", limit)
                .query((row, number) -> new Count(instant(row, "occurrence"), row.getLong("alerts")))
                .list();
    }

    @Override
    public Map<String, Long> totals(HeldBy.Kind kind) {
        Map<String, Long> totals = new HashMap<>();
        jdbc.sql(TOTALS).param("kind", kind.word()).query(row -> {
            totals.put(row.getString("by_key"), row.getLong("alerts"));
        });
        return totals;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
