package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people did to the incidents of alerts, in words that stand beside an alert's own annotations. */
@Component
public class IncidentMarks {
    private static final String INCIDENT = "kaldrix_incident";
    private static final String ACKNOWLEDGED_BY = "kaldrix_acknowledged_by";
    private static final String SNOOZED_UNTIL = "kaldrix_snoozed_until";
    private static final String NOTE = "kaldrix_note";

    private final JdbcClient jdbc;

    IncidentMarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By alert: incident, who has taken it, until when it keeps quiet, the latest note; without alerts that nobody touched. */
    public Map<Fingerprint, Map<String, String>> standing() {
        Map<Fingerprint, Map<String, String>> marks = new HashMap<>();
        jdbc.sql(IncidentSql.MARKS).query(row -> {
            Map<String, String> words =
                    marks.computeIfAbsent(new Fingerprint(row.getLong("fingerprint")), one -> new TreeMap<>());
            words.put(INCIDENT, row.getString("id"));
            String taken = row.getString("acknowledged_by");
            if (taken != null) {
                words.put(ACKNOWLEDGED_BY, taken);
            }
            OffsetDateTime until = row.getObject("snoozed_until", OffsetDateTime.class);
            if (until != null) {
                words.put(SNOOZED_UNTIL, words(until.toInstant()));
            }
            String note = row.getString("note");
            if (note != null) {
                words.put(NOTE, note);
            }
        });
        return marks;
    }

    private static String words(Instant until) {
        return until.equals(Incident.Times.UNTIL_RESOLVED) ? "resolved" : until.toString();
    }
}
