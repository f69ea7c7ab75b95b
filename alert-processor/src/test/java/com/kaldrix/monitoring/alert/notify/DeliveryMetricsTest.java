package com.kaldrix.monitoring.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Deliveries.Claim;
import com.kaldrix.monitoring.alert.receiver.Address;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeliveryMetrics metrics = new DeliveryMetrics(meters);

    private void attempt(Notification notification, Outcome outcome, Duration sinceOpening) {
        Claim claim = new Claim(
                notification.delivery(),
                1,
                Address.parse("on-call/slack[0]"),
                "slack:x",
                notification,
                "",
                false,
                Duration.ZERO);
        metrics.attempt(claim, outcome, notification.incident().openedAt().plus(sinceOpening));
    }

    @Test
    void measuresFromTheFirstAlertToTheFirstMessageThatArrived() {
        Notification first = Samples.of(Notification.Kind.OPENED);
        attempt(first, new Outcome.Unavailable("down"), Duration.ofSeconds(1));
        attempt(first, Outcome.Delivered.PLAIN, Duration.ofSeconds(12));
        attempt(Samples.of(Notification.Kind.REPEATED), Outcome.Delivered.PLAIN, Duration.ofHours(1));
        attempt(Samples.of(Notification.Kind.ESCALATED), Outcome.Delivered.PLAIN, Duration.ofMinutes(5));

        Timer timer = meters.get("kaldrix_alert_to_delivery")
                .tags(
                        "integration",
                        "slack",
                        "severity",
                        first.incident().severity().name())
                .timer();
        assertThat(timer.count()).isOne();
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(12.0);
    }
}
