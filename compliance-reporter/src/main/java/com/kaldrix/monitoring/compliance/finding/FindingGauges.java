package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.common.metrics.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many findings that count have failed, by severity. */
@Component
class FindingGauges {
    private static final String FAILED = """
            select severity, sum(failed) as findings from tally group by severity
            """;

    private final JdbcClient jdbc;

    FindingGauges(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Sampled<Map<FindingSeverity, Long>> failed = new Sampled<>("findings", this::failed);
        for (FindingSeverity severity : FindingSeverity.values()) {
            Gauge.builder(
                            "kaldrix_compliance_findings",
                            failed,
                            sample -> sample.get(found -> found.getOrDefault(severity, 0L)))
                    .description("Findings that count and have failed, by severity")
                    .tag("severity", severity.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(meters);
        }
    }

    private Map<FindingSeverity, Long> failed() {
        Map<FindingSeverity, Long> failed = new EnumMap<>(FindingSeverity.class);
        jdbc.sql(FAILED).query(row -> {
            failed.put(FindingSeverity.valueOf(row.getString("severity")), row.getLong("findings"));
        });
        return failed;
    }
}
