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

    void expired(Claim claim) {
        Counter.builder("kaldrix_notifications_expired")
                .description("Messages that were given up because they had become too old")
                .tag("integration", claim.address().kind())
                .register(meters)
                .increment();
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
