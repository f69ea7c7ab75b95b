package com.kaldrix.monitoring.compliance.housekeeping;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept. Findings, waivers, attestations, scores, the audit log and the audit trail are kept for good.
 *
 * @param messages how long a message is recognised when it comes again; no queue of SQS keeps one longer than 14 days
 * @param activity what people and machines did
 * @param configuration configurations that became others
 * @param responses how alerts were answered
 */
@ConfigurationProperties("kaldrix.retention")
record RetentionProperties(
        @DefaultValue("14d") Duration messages,
        @DefaultValue("400d") Duration activity,
        @DefaultValue("400d") Duration configuration,
        @DefaultValue("400d") Duration responses) {
    RetentionProperties {
        atLeast("messages", messages, Duration.ofHours(1));
        atLeast("activity", activity, Duration.ofDays(1));
        atLeast("configuration", configuration, Duration.ofDays(1));
        atLeast("responses", responses, Duration.ofDays(1));
    }

    private static void atLeast(String name, Duration given, Duration least) {
        if (given.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "kaldrix.retention." + name + " must be at least " + least + ", not " + given);
        }
    }
}
