package com.kaldrix.monitoring.alert.review;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What reviews show.
 *
 * @param changesBefore how long before an incident was opened changes count as made before it
 */
@ConfigurationProperties("kaldrix.review")
record ReviewProperties(@DefaultValue("2h") Duration changesBefore) {
    ReviewProperties {
        if (changesBefore.isNegative() || changesBefore.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "kaldrix.review.changes-before must be from 0 to 7 days, not " + changesBefore);
        }
    }
}
