package com.kaldrix.monitoring.alert.window;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told of windows and silences.
 *
 * @param remindBefore how long before a window begins and ends people are reminded; zero for never
 * @param pollInterval how often to look for what people must be reminded of
 * @param broad how many alerts matchers may cover before a preview warns that they are broad
 */
@ConfigurationProperties("kaldrix.windows")
record WindowProperties(
        @DefaultValue("15m") Duration remindBefore,
        @DefaultValue("10s") Duration pollInterval,
        @DefaultValue("50") int broad) {
    WindowProperties {
        if (remindBefore.isNegative() || remindBefore.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "kaldrix.windows.remind-before must be between 0 and 7 days, not " + remindBefore);
        }
        if (pollInterval.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException(
                    "kaldrix.windows.poll-interval must be at least 100 ms, not " + pollInterval);
        }
        if (broad < 1) {
            throw new IllegalArgumentException("kaldrix.windows.broad must be at least 1, not " + broad);
        }
    }
}
