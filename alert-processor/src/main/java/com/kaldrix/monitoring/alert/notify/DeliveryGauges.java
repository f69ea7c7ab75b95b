package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.metrics.Sampled;
import com.kaldrix.monitoring.common.severity.Severity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has not been delivered. */
@Component
class DeliveryGauges {
    private static final List<String> KINDS = List.of("email", "pagerduty", "slack", "sms", "sns", "voice", "webhook");

    // Each half has an index of its own.
    private static final String WAITING = """
            select c.kind, d.severity, count(*) as deliveries, min(d.created_at) as oldest
            from (select channel, severity, created_at from delivery where state = 'pending'
                  union all
                  select channel, severity, created_at from delivery where state = 'sending') as d
                 join channel c on c.key = d.channel
            group by c.kind, d.severity
            """;

    private final JdbcClient jdbc;

    DeliveryGauges(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        Sampled<List<Waiting>> waiting = new Sampled<>("deliveries", this::waiting);
        for (String kind : KINDS) {
            Gauge.builder(
                            "kaldrix_deliveries_oldest_pending_seconds",
                            waiting,
                            sample -> sample.get(found -> age(found, kind, clock.instant())))
                    .description("Age of the oldest message that has not been delivered, by integration; 0 for none")
                    .tag("integration", kind)
                    .strongReference(true)
                    .register(meters);
            for (Severity severity : Severity.values()) {
                Gauge.builder(
                                "kaldrix_deliveries_pending",
                                waiting,
                                sample -> sample.get(found -> count(found, kind, severity)))
                        .description("Messages that have not been delivered, by integration and severity")
                        .tags("integration", kind, "severity", severity.name())
                        .strongReference(true)
                        .register(meters);
            }
        }
    }

    private record Waiting(String kind, Severity severity, int deliveries, Instant oldest) {}

    private static double age(List<Waiting> waiting, String kind, Instant now) {
        return waiting.stream()
                .filter(one -> one.kind().equals(kind))
                .map(one -> Duration.between(one.oldest(), now))
                .max(Duration::compareTo)
                .map(age -> Math.max(0, age.toMillis() / 1000.0))
                .orElse(0.0);
    }

    private static int count(List<Waiting> waiting, String kind, Severity severity) {
        return waiting.stream()
                .filter(one -> one.kind().equals(kind) && one.severity() == severity)
                .mapToInt(Waiting::deliveries)
                .sum();
    }

    private List<Waiting> waiting() {
        return jdbc.sql(WAITING)
                .query((row, number) -> new Waiting(
                        row.getString("kind"),
                        Severity.values()[row.getInt("severity")],
                        row.getInt("deliveries"),
                        row.getObject("oldest", OffsetDateTime.class).toInstant()))
                .list();
    }
}
