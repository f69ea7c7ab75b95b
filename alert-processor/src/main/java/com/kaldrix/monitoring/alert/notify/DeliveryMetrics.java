package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.notify.Deliveries.Claim;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What Prometheus sees of deliveries. */
@Component
class DeliveryMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Duration.ofSeconds(20)
    };

    private final MeterRegistry meters;

    DeliveryMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void attempt(Claim claim, Outcome outcome, Instant now) {
        String kind = claim.address().kind();
        Counter.builder("kaldrix_notification_attempts")
                .description("Attempts to deliver, by integration and outcome")
                .tags("integration", kind, "outcome", outcome(outcome))
                .register(meters)
                .increment();
        asAlertmanager(claim, outcome, now);
        if (outcome instanceof Outcome.Delivered) {
            Timer.builder("kaldrix_notification_latency")
                    .description("From the decision to notify until the channel had taken the message")
                    .tag("integration", kind)
                    .publishPercentileHistogram()
                    .minimumExpectedValue(Duration.ofMillis(5))
                    .maximumExpectedValue(Duration.ofHours(1))
                    .register(meters)
                    .record(Duration.between(claim.notification().at(), now));
            firstMessage(claim, now);
        }
    }

    /** Under Alertmanager's own names, for rules and dashboards that know no others. */
    private void asAlertmanager(Claim claim, Outcome outcome, Instant now) {
        String kind = claim.address().kind();
        count("alertmanager_notification_requests", "Attempts to deliver", kind);
        switch (outcome) {
            case Outcome.Delivered ignored -> {
                count("alertmanager_notifications", "Messages that arrived, or that were given up", kind);
                Timer.builder("alertmanager_notification_latency")
                        .description("From the decision to notify until the channel had taken the message")
                        .tag("integration", kind)
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters)
                        .record(Duration.between(claim.notification().at(), now));
            }
            case Outcome.Rejected ignored -> {
                count("alertmanager_notification_requests_failed", "Attempts that did not succeed", kind);
                count("alertmanager_notifications", "Messages that arrived, or that were given up", kind);
                failed(kind, "clientError");
            }
            case Outcome.RetryAfter ignored ->
                count("alertmanager_notification_requests_failed", "Attempts that did not succeed", kind);
            case Outcome.Unavailable ignored ->
                count("alertmanager_notification_requests_failed", "Attempts that did not succeed", kind);
            case Outcome.Unknown ignored ->
                count("alertmanager_notification_requests_failed", "Attempts that did not succeed", kind);
        }
    }

    private void failed(String kind, String reason) {
        Counter.builder("alertmanager_notifications_failed")
                .description("Messages that were given up")
                .tags("integration", kind, "reason", reason)
                .register(meters)
                .increment();
    }

    private void count(String name, String description, String kind) {
        Counter.builder(name)
                .description(description)
                .tag("integration", kind)
                .register(meters)
                .increment();
    }

    /** What the operators wait for: from the receipt of the alert that opened the incident, the route's group_wait included. */
    private void firstMessage(Claim claim, Instant now) {
        Notification told = claim.notification();
        if (told.kind() != Notification.Kind.OPENED && told.kind() != Notification.Kind.OPENED_AND_RESOLVED) {
            return;
        }
        Timer.builder("kaldrix_alert_to_delivery")
                .description(
                        "From the receipt of an incident's first alert until a channel had taken the first message on it")
                .tags(
                        "integration",
                        claim.address().kind(),
                        "severity",
                        told.incident().severity().name())
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(5))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(meters)
                .record(Duration.between(told.incident().openedAt(), now));
    }

    void templatesFailed(Claim claim) {
        Counter.builder("kaldrix_notification_template_failures")
                .description("Messages that went out in plain words because a template did not fit their alerts")
                .tag("integration", claim.address().kind())
                .register(meters)
                .increment();
    }

    void expired(Claim claim) {
        Counter.builder("kaldrix_notifications_expired")
                .description("Messages that were given up because they had become too old")
                .tag("integration", claim.address().kind())
                .register(meters)
                .increment();
        count(
                "alertmanager_notifications",
                "Messages that arrived, or that were given up",
                claim.address().kind());
        failed(claim.address().kind(), "serverError");
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered ignored -> "delivered";
            case Outcome.RetryAfter ignored -> "retry_after";
            case Outcome.Unavailable ignored -> "unavailable";
            case Outcome.Unknown ignored -> "unknown";
            case Outcome.Rejected ignored -> "rejected";
        };
    }
}
