package com.kaldrix.monitoring.alert.remediation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Self-healing as a whole.
 *
 * @param enabled whether anything is done; false stops all rules, whatever the API says
 * @param pollInterval how often what runs is asked how far it has come
 * @param keep how long what another service asked for is kept; what alerts asked for is kept with its incident
 */
@ConfigurationProperties("kaldrix.remediation")
record RemediationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("5s") Duration pollInterval,
        @DefaultValue("365d") Duration keep) {
    RemediationProperties {
        atLeast("poll-interval", pollInterval, Duration.ofMillis(100));
        atLeast("keep", keep, Duration.ofDays(1));
    }

    private static void atLeast(String name, Duration given, Duration least) {
        if (given.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "kaldrix.remediation." + name + " must be at least " + least + ", not " + given);
        }
    }
}
