package com.kaldrix.monitoring.anomaly.plot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Addresses of pictures in messages.
 *
 * @param key with which they are signed, the same on all replicas, at least 32 characters; none: messages have no pictures
 * @param validFor how long they are good
 */
@ConfigurationProperties("kaldrix.plots")
record PlotProperties(
        @Nullable String key, @DefaultValue("7d") Duration validFor) {
    PlotProperties {
        if (key != null && !key.isBlank() && key.length() < 32) {
            throw new IllegalArgumentException("kaldrix.plots.key must have at least 32 characters");
        }
        if (validFor.compareTo(Duration.ofMinutes(1)) < 0 || validFor.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("kaldrix.plots.valid-for must be from 1m to 365d, not " + validFor);
        }
    }

    String secret() {
        return key == null ? "" : key.strip();
    }

    @Override
    public String toString() {
        return "PlotProperties[validFor=" + validFor + "]";
    }
}
