package com.kaldrix.monitoring.alert.housekeeping;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept. The audit log is kept for good.
 *
 * @param incidents how long an incident is kept after its end, with its timeline and notifications
 * @param alerts how long an alert that belongs to no open incident is kept after its end
 * @param silences how long a silence is kept after its end
 * @param windows how long a maintenance window is kept after it is over or cancelled
 * @param overrides how long an override of a schedule is kept after its end
 * @param inbox how long a message is recognised when it comes again; no queue of SQS keeps one longer than 14 days
 */
@ConfigurationProperties("kaldrix.retention")
record RetentionProperties(
        @DefaultValue("365d") Duration incidents,
        @DefaultValue("1h") Duration alerts,
        @DefaultValue("5d") Duration silences,
        @DefaultValue("365d") Duration windows,
        @DefaultValue("365d") Duration overrides,
        @DefaultValue("14d") Duration inbox) {

    RetentionProperties {
        atLeast("incidents", incidents, Duration.ofDays(1));
        atLeast("alerts", alerts, Duration.ofMinutes(1));
        atLeast("silences", silences, Duration.ofMinutes(1));
        atLeast("windows", windows, Duration.ofDays(1));
        atLeast("overrides", overrides, Duration.ofDays(1));
        atLeast("inbox", inbox, Duration.ofHours(1));
    }

    private static void atLeast(String name, Duration given, Duration least) {
        if (given.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "kaldrix.retention." + name + " must be at least " + least + ", not " + given);
        }
    }
}
