package com.kaldrix.monitoring.anomaly.housekeeping;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept. The audit log is kept for good.
 *
 * @param history events and anomalies after their end, uploaded readings, feedback that was taken back
 * @param messages how long a message is recognised when it comes again; no queue of SQS keeps one longer than 14 days
 * @param backtests back-tests since they were asked for
 * @param series series of which nothing was seen
 */
@ConfigurationProperties("kaldrix.retention")
record RetentionProperties(
        @DefaultValue("365d") Duration history,
        @DefaultValue("14d") Duration messages,
        @DefaultValue("30d") Duration backtests,
        @DefaultValue("7d") Duration series) {
    RetentionProperties {
        atLeast("history", history, Duration.ofDays(1));
        atLeast("messages", messages, Duration.ofHours(1));
        atLeast("backtests", backtests, Duration.ofHours(1));
        atLeast("series", series, Duration.ofHours(1));
    }

    private static void atLeast(String name, Duration given, Duration least) {
        if (given.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "kaldrix.retention." + name + " must be at least " + least + ", not " + given);
        }
    }
}
