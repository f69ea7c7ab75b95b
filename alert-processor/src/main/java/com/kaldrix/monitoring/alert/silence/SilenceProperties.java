package com.kaldrix.monitoring.alert.silence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told of silences.
 *
 * @param remindBefore how long before a silence ends people are told, at most half of it; zero for never
 * @param pollInterval how often to look for silences that end
 * @param broad how many alerts matchers may cover before a preview warns that they are broad
 */
@ConfigurationProperties("kaldrix.silences")
record SilenceProperties(
        @DefaultValue("15m") Duration remindBefore,
        @DefaultValue("10s") Duration pollInterval,
        @DefaultValue("50") int broad) {
    SilenceProperties {
        if (remindBefore.isNegative() || remindBefore.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "kaldrix.silences.remind-before must be between 0 and 7 days, not " + remindBefore);
        }
        if (pollInterval.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException(
                    "kaldrix.silences.poll-interval must be at least 100 ms, not " + pollInterval);
        }
        if (broad < 1) {
            throw new IllegalArgumentException("kaldrix.silences.broad must be at least 1, not " + broad);
        }
    }
}
