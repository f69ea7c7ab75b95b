package com.kaldrix.monitoring.alert.heartbeat;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.util.List;

/**
 * A source that must speak from time to time.
 *
 * @param name unique; stands in the address that it posts to
 * @param silentAfter after what time without a word it is missing; positive
 * @param severity how bad its silence is
 * @param labels what the alert has beside its name, for routes
 * @param watchdog which alerts count as its word and are no alerts, such as Prometheus' {@code Watchdog}; no matchers for none
 */
public record Heartbeat(String name, Duration silentAfter, Severity severity, Labels labels, Matchers watchdog) {
    /** The name of the alert that silence is. */
    public static final String ALERT = "HeartbeatMissing";

    public Heartbeat {
        if (!silentAfter.isPositive()) {
            throw new IllegalArgumentException("a source is silent only after some time");
        }
    }

    /** The labels of the alert that its silence is. */
    Labels alert() {
        return labels.with(Labels.ALERTNAME, ALERT).with("heartbeat", name).with("severity", severity.name());
    }

    boolean isFedBy(Labels routingLabels) {
        return !watchdog.all().isEmpty() && watchdog.matches(routingLabels);
    }

    /** The heartbeats of the configuration in force. */
    @FunctionalInterface
    public interface Configured {
        /** In the order of the file; others after the configuration has been loaded anew. */
        List<Heartbeat> get();
    }
}
