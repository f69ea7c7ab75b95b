package com.kaldrix.monitoring.anomaly.detector;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Metrics that belong together.
 *
 * @param document as it was sent
 * @param file the file that it stands in; null when it was made by API
 */
record MetricSet(
        UUID id,
        MetricSetDocument document,
        @Nullable String file,
        String createdBy,
        Instant createdAt,
        Instant changedAt) {
    String name() {
        return document.name() == null ? "" : document.name();
    }
}
