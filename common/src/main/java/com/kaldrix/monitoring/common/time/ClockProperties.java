package com.kaldrix.monitoring.common.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast time runs; for demonstrations and tests alone.
 *
 * @param speed how many seconds pass in one second; 1 for the wall clock
 * @param anchor when the faster clock and the wall clock show the same time; needed when {@code speed} is above 1
 */
@ConfigurationProperties("kaldrix.clock")
record ClockProperties(
        @DefaultValue("1") int speed, @Nullable Instant anchor) {
    ClockProperties {
        if (speed < 1) {
            throw new IllegalArgumentException("kaldrix.clock.speed must be at least 1, not " + speed);
        }
        if (speed > 1 && anchor == null) {
            throw new IllegalArgumentException(
                    "kaldrix.clock.speed " + speed
                            + " needs kaldrix.clock.anchor, the instant from which on time runs faster, such as 2026-01-01T00:00:00Z");
        }
    }
}
