package com.kaldrix.monitoring.anomaly.respond;

import com.kaldrix.monitoring.anomaly.anomaly.Family;
import com.kaldrix.monitoring.common.metrics.Sampled;
import com.kaldrix.monitoring.common.severity.Severity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What goes on, for Prometheus: {@code kaldrix_anomaly_open} by severity and family, {@code kaldrix_anomaly_events_open} by severity.
 * Every replica says the same of its region's database, so that they are not added up.
 */
@Component
class AnomalyMetrics {
    AnomalyMetrics(MeterRegistry meters, Counts counts) {
        Sampled<List<Counts.Count>> open = new Sampled<>("anomalies", counts::open);
        Sampled<List<Counts.Count>> events = new Sampled<>("events", counts::openEvents);
        for (Severity severity : Severity.values()) {
            for (Family family : Family.values()) {
                Gauge.builder(
                                "kaldrix.anomaly.open",
                                open,
                                sample -> sample.get(all -> all.stream()
                                        .filter(one -> one.severity() == severity
                                                && one.family().equals(family.word()))
                                        .mapToLong(Counts.Count::number)
                                        .sum()))
                        .strongReference(true)
                        .description("Anomalies that go on and are told")
                        .tag("severity", severity.name())
                        .tag("family", family.word())
                        .register(meters);
            }
            Gauge.builder(
                            "kaldrix.anomaly.events.open",
                            events,
                            sample -> sample.get(all -> all.stream()
                                    .filter(one -> one.severity() == severity)
                                    .mapToLong(Counts.Count::number)
                                    .sum()))
                    .strongReference(true)
                    .description("Events that go on")
                    .tag("severity", severity.name())
                    .register(meters);
        }
    }
}
