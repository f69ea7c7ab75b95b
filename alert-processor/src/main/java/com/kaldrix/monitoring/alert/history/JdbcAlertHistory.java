package com.kaldrix.monitoring.alert.history;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.AlertRows;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAlertHistory implements AlertHistory {
    private static final String SINCE = """
            select m.left_at, m.snapshot,
                   a.labels, a.derived, a.annotations, a.starts_at, a.ends_at, a.updated_at, a.timed_out, a.severity, a.link
            from incident_alert m left join alert a on a.fingerprint = m.fingerprint and m.left_at is null
            where m.joined_at >= :since and (m.left_at is not null or a.fingerprint is not null)
            order by m.joined_at desc limit :most
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;
    private final AlertRows rows;

    JdbcAlertHistory(JdbcClient jdbc, JsonColumns json, AlertRows rows) {
        this.jdbc = jdbc;
        this.json = json;
        this.rows = rows;
    }

    /** Several routes keep one occurrence in several incidents. */
    private record Occurrence(Fingerprint alert, Instant startsAt) {}

    @Override
    public List<Alert> since(Instant since, int most) {
        Map<Occurrence, Alert> found = new LinkedHashMap<>();
        jdbc.sql(SINCE)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, number) -> row.getObject("left_at") == null
                        ? rows.read(row)
                        : json.read(row.getString("snapshot"), Alert.class))
                .list()
                .forEach(alert -> found.putIfAbsent(new Occurrence(alert.fingerprint(), alert.startsAt()), alert));
        return found.values().stream()
                .sorted(Comparator.comparing(Alert::startsAt).thenComparing(Alert::fingerprint))
                .toList();
    }
}
