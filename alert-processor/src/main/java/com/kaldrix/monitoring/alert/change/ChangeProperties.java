package com.kaldrix.monitoring.alert.change;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of changes.
 *
 * @param keep how long one is kept after it happened
 */
@ConfigurationProperties("kaldrix.changes")
record ChangeProperties(@DefaultValue("90d") Duration keep) {
    ChangeProperties {
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("kaldrix.changes.keep must be at least a day, not " + keep);
        }
    }
}
