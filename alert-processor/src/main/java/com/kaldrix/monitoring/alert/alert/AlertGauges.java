package com.kaldrix.monitoring.alert.alert;

import com.kaldrix.monitoring.common.metrics.Sampled;
import com.kaldrix.monitoring.common.severity.Severity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many alerts fire. */
@Component
class AlertGauges {
    private static final String FIRING = """
            select severity, count(*) as alerts from alert where ends_at > :now group by severity
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AlertGauges(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        Sampled<Map<Severity, Integer>> firing = new Sampled<>("alerts", this::firing);
        for (Severity severity : Severity.values()) {
            Gauge.builder(
                            "kaldrix_alerts_firing",
                            firing,
                            sample -> sample.get(found -> found.getOrDefault(severity, 0)))
                    .description("Alerts that fire, by severity")
                    .tag("severity", severity.name())
                    .strongReference(true)
                    .register(meters);
        }
    }

    private Map<Severity, Integer> firing() {
        Map<Severity, Integer> firing = new EnumMap<>(Severity.class);
        jdbc.sql(FIRING).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(row -> {
            firing.put(Severity.values()[row.getInt("severity")], row.getInt("alerts"));
        });
        return firing;
    }
}
