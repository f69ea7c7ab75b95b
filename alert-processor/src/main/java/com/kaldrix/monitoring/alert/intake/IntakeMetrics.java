package com.kaldrix.monitoring.alert.intake;

import com.kaldrix.monitoring.alert.alert.Alerts.Merged;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** What Prometheus sees of intake. */
@Component
public class IntakeMetrics {
    private final MeterRegistry meters;
    private final Counter redelivered;
    private final Counter deduplicated;

    IntakeMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.redelivered = Counter.builder("kaldrix_messages_redelivered")
                .description("Messages that came again after their effect was committed")
                .register(meters);
        this.deduplicated = Counter.builder("kaldrix_alerts_deduplicated")
                .description("Reports of alerts that were known already")
                .register(meters);
    }

    /** Counts reports that a source made. */
    public void received(String source, int reports) {
        counter("kaldrix_alerts_received", "Reports of alerts, by kind of source", "source", source)
                .increment(reports);
    }

    /** Counts reports that a source made and that could not be taken. */
    public void invalid(String source, long reports) {
        counter("kaldrix_alerts_invalid", "Reports of alerts that were refused, by kind of source", "source", source)
                .increment(reports);
    }

    /** Counts alerts that came to Alertmanager's door, under its own names. */
    public void asAlertmanager(long firing, long resolved, long invalid) {
        alertmanager("alertmanager_alerts_received", "Alerts that were posted", "firing")
                .increment(firing);
        alertmanager("alertmanager_alerts_received", "Alerts that were posted", "resolved")
                .increment(resolved);
        Counter.builder("alertmanager_alerts_invalid")
                .description("Alerts that were posted and refused")
                .tag("version", "v2")
                .register(meters)
                .increment(invalid);
    }

    private Counter alertmanager(String name, String description, String status) {
        return Counter.builder(name)
                .description(description)
                .tags("status", status, "version", "v2")
                .register(meters);
    }

    /** Counts messages that were understood and meant nothing. */
    public void ignored() {
        counter("kaldrix_messages", "Messages from queues, by what became of them", "outcome", "ignored")
                .increment();
    }

    /** Counts messages whose effect was committed. */
    public void accepted() {
        counter("kaldrix_messages", "Messages from queues, by what became of them", "outcome", "accepted")
                .increment();
    }

    /** Counts messages that went to the dead-letter queue. */
    public void poison() {
        counter("kaldrix_messages", "Messages from queues, by what became of them", "outcome", "poison")
                .increment();
    }

    void redelivered(int messages) {
        redelivered.increment(messages);
    }

    void merged(List<Merged> merged, int reports) {
        long fresh = merged.stream().filter(one -> one.before().isEmpty()).count();
        deduplicated.increment(reports - fresh);
        for (Merged one : merged) {
            if (one.before().isEmpty()) {
                counter(
                                "kaldrix_alerts_new",
                                "Alerts that were not known, by severity",
                                "severity",
                                one.alert().severity().name())
                        .increment();
            }
        }
    }

    private Counter counter(String name, String description, String tag, String value) {
        return Counter.builder(name).description(description).tag(tag, value).register(meters);
    }
}
