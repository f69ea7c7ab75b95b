package com.kaldrix.monitoring.metrics.buffer;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The disk buffer.
 *
 * @param directory where it lies; for one process alone
 * @param segmentSize how large a segment grows
 * @param maxSize how large all segments together may be
 * @param maxAge how long what a forwarder has not taken is kept for it
 * @param sync whether samples are on the disk itself before they are acknowledged, so that they survive a power failure;
 *     without it they survive the end of the process alone
 */
@ConfigurationProperties("kaldrix.buffer")
record BufferProperties(
        @DefaultValue("buffer") Path directory,
        @DefaultValue("64MB") DataSize segmentSize,
        @DefaultValue("8GB") DataSize maxSize,
        @DefaultValue("48h") Duration maxAge,
        @DefaultValue("true") boolean sync) {
    BufferProperties {
        if (segmentSize.toBytes() < 1 << 20 || segmentSize.toBytes() > 1L << 30) {
            throw new IllegalArgumentException(
                    "kaldrix.buffer.segment-size must be from 1MB to 1GB, not " + segmentSize);
        }
        if (maxSize.toBytes() < 2 * segmentSize.toBytes()) {
            throw new IllegalArgumentException(
                    "kaldrix.buffer.max-size must be at least twice kaldrix.buffer.segment-size, not " + maxSize);
        }
        if (maxAge.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("kaldrix.buffer.max-age must be at least 1m, not " + maxAge);
        }
    }

    BufferSettings settings() {
        return new BufferSettings(directory, segmentSize.toBytes(), maxSize.toBytes(), maxAge, sync);
    }
}
