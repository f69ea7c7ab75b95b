package com.kaldrix.monitoring.metrics.histogram;

/**
 * Consecutive buckets.
 *
 * @param offset for the first span the index of its first bucket; for the others the number of empty buckets before it
 * @param length how many buckets
 */
public record BucketSpan(int offset, int length) {
    public BucketSpan {
        if (length < 0) {
            throw new IllegalArgumentException("a span has no negative length such as " + length);
        }
    }
}
