package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.common.metrics.Sampled;
import com.kaldrix.monitoring.common.severity.Severity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many incidents are not over. */
@Component
class IncidentGauges {
    private static final String STANDING = """
            select state, severity, count(*) as incidents from incident where state <> 'resolved' group by state, severity
            """;

    private final JdbcClient jdbc;

    IncidentGauges(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Sampled<Map<Standing, Integer>> incidents = new Sampled<>("incidents", this::standing);
        for (String state : List.of("open", "acknowledged")) {
            for (Severity severity : Severity.values()) {
                Standing standing = new Standing(state, severity);
                Gauge.builder(
                                "kaldrix_incidents",
                                incidents,
                                sample -> sample.get(found -> found.getOrDefault(standing, 0)))
                        .description("Incidents that are not over, by state and severity")
                        .tags("state", state, "severity", severity.name())
                        .strongReference(true)
                        .register(meters);
            }
        }
    }

    private record Standing(String state, Severity severity) {}

    private Map<Standing, Integer> standing() {
        Map<Standing, Integer> found = new HashMap<>();
        jdbc.sql(STANDING).query(row -> {
            found.put(
                    new Standing(row.getString("state"), Severity.values()[row.getInt("severity")]),
                    row.getInt("incidents"));
        });
        return found;
    }
}
