package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.common.objects.ObjectLocation;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The archive.
 *
 * @param location where it lies: {@code s3://bucket/prefix}, {@code file:/path} or {@code /path}; empty for no archive
 * @param rollInterval how long samples are gathered before they are written; an hour's end writes them as well
 * @param maxRows how many samples are gathered at most
 * @param workDirectory for files that are being written, beside the buffer and of this process alone; {@code archive}
 *     in the state folder when nothing is said
 * @param kmsKey the KMS key that objects in S3 are encrypted with; empty to leave it to the bucket
 */
@ConfigurationProperties("kaldrix.archive")
record ArchiveProperties(
        @DefaultValue("") String location,
        @DefaultValue("5m") Duration rollInterval,
        @DefaultValue("1000000") int maxRows,
        @Nullable Path workDirectory,
        @DefaultValue("") String kmsKey) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    ArchiveProperties {
        if (!location.isBlank()) {
            try {
                ObjectLocation.parse(location);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("kaldrix.archive.location: " + e.getMessage(), e);
            }
        }
        if (rollInterval.compareTo(SHORTEST) < 0 || rollInterval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "kaldrix.archive.roll-interval must be from 100ms to 1h, not " + rollInterval);
        }
        if (maxRows < 1 || maxRows > 10_000_000) {
            throw new IllegalArgumentException("kaldrix.archive.max-rows must be from 1 to 10000000, not " + maxRows);
        }
    }
}
