package com.kaldrix.monitoring.metrics.ingest.scrape;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a target fares.
 *
 * @param health whether its last page could be used
 * @param lastError why not; empty when it could
 * @param lastScrape when it was asked last; null when it was not yet
 * @param lastDuration how long that took
 */
record TargetStatus(
        Health health, String lastError, @Nullable Instant lastScrape, Duration lastDuration) {
    static final TargetStatus UNKNOWN = new TargetStatus(Health.UNKNOWN, "", null, Duration.ZERO);

    /** Whether a target can be used. */
    enum Health {
        UP,
        DOWN,
        UNKNOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
