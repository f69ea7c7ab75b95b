package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the receiver of remote write takes.
 *
 * @param maxContent how large a request is at the most when it is decompressed
 * @param concurrency how many requests are read at once; further ones wait
 * @param patience how long a request waits before it is told to come again
 * @param samplesPerSecond how many samples a sender may bring in a second, on average over ten; 0 for any number
 */
@ConfigurationProperties("kaldrix.remote-write")
record RemoteWriteProperties(
        @DefaultValue("32MB") DataSize maxContent,
        @DefaultValue("16") int concurrency,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("0") long samplesPerSecond) {
    RemoteWriteProperties {
        if (maxContent.toBytes() < 1 || maxContent.toBytes() > 256L << 20) {
            throw new IllegalArgumentException(
                    "kaldrix.remote-write.max-content must be from 1B to 256MB, not " + maxContent);
        }
        if (concurrency < 1 || concurrency > 1000) {
            throw new IllegalArgumentException(
                    "kaldrix.remote-write.concurrency must be from 1 to 1000, not " + concurrency);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException(
                    "kaldrix.remote-write.patience must not be negative, but is " + patience);
        }
        if (samplesPerSecond < 0) {
            throw new IllegalArgumentException(
                    "kaldrix.remote-write.samples-per-second must not be negative, but is " + samplesPerSecond);
        }
    }
}
