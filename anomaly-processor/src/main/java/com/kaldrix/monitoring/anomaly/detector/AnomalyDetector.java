package com.kaldrix.monitoring.anomaly.detector;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A detector in force.
 *
 * @param document as it was sent
 * @param file the file that it stands in; null when it was made by API
 * @param createdBy who made it first
 * @param createdAt when it was made first
 * @param changedAt from when on it holds as it is
 */
record AnomalyDetector(
        UUID id,
        DetectorDocument document,
        @Nullable String file,
        String createdBy,
        Instant createdAt,
        Instant changedAt) {}
