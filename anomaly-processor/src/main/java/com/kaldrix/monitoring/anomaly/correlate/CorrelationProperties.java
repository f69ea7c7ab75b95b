package com.kaldrix.monitoring.anomaly.correlate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How series of components are looked at together.
 *
 * @param every how often new rows are looked for
 * @param delay how old a reading must be, so that those of all series have come
 */
@ConfigurationProperties("kaldrix.correlation")
record CorrelationProperties(
        @DefaultValue("10s") Duration every,
        @DefaultValue("1m") Duration delay) {
    CorrelationProperties {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("kaldrix.correlation.every must be longer than nothing, not " + every);
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("kaldrix.correlation.delay must not be less than nothing, not " + delay);
        }
    }
}
