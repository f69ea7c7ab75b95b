package com.kaldrix.monitoring.alert.intake.repetition;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long repetitions may be kept in memory.
 *
 * @param within for how long the end of an alert that is reported again and again need not be written; at most a minute, zero
 *     for writing each
 */
@ConfigurationProperties("kaldrix.intake.repetition")
record RepetitionProperties(@DefaultValue("30s") Duration within) {
    private static final Duration MOST = Duration.ofMinutes(1);

    RepetitionProperties {
        if (within.isNegative() || within.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "kaldrix.intake.repetition.within is from 0s to 60s, not " + within.toMillis() + "ms");
        }
    }
}
