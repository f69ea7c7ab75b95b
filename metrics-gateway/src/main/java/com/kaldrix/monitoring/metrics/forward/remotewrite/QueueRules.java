package com.kaldrix.monitoring.metrics.forward.remotewrite;

import java.time.Duration;

/**
 * How a target is sent to.
 *
 * @param minShards how many requests go on at once, at least
 * @param maxShards how many at the most; more than {@code minShards} only while there is a backlog and the target takes its
 *     time, and never so many that they would hold more than a few megabytes
 * @param maxSamplesPerSend how many samples a request has at the most
 * @param batchSendDeadline how long a sample waits for others before it is sent
 * @param minBackoff the first pause after a failure
 * @param maxBackoff the longest pause
 */
public record QueueRules(
        int minShards,
        int maxShards,
        int maxSamplesPerSend,
        Duration batchSendDeadline,
        Duration minBackoff,
        Duration maxBackoff) {
    public QueueRules {
        if (minShards < 1 || maxShards < minShards) {
            throw new IllegalArgumentException("shards are at least 1, and at the most not fewer than at least");
        }
        if (maxSamplesPerSend < 1) {
            throw new IllegalArgumentException("a request has at least one sample");
        }
        if (minBackoff.isNegative() || minBackoff.isZero() || maxBackoff.compareTo(minBackoff) < 0) {
            throw new IllegalArgumentException("pauses are above 0, and the longest is not shorter than the first");
        }
    }

    /** As Prometheus has it: 1 to 50 shards, 2,000 samples, 5 s, 30 ms to 5 s. */
    public static QueueRules usual() {
        return new QueueRules(1, 50, 2000, Duration.ofSeconds(5), Duration.ofMillis(30), Duration.ofSeconds(5));
    }
}
