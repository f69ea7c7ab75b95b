package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.series.Series;
import org.jspecify.annotations.Nullable;

/** The bytes of a series as they stood on a page, and what they mean. */
final class KnownLine {
    final byte[] bytes;
    final long hash;
    final int generation;
    /** What it means; null when a rule drops it. */
    final @Nullable Series series;
    /** The number of the page on which it stood last. */
    int page;
    /** Whether the series has a value now: one was kept, and no staleness marker after it. */
    boolean alive;
    /** Whether on the last page it counts for staleness: it had no time of its own, or such are followed as well. */
    boolean followed;

    KnownLine(byte[] bytes, long hash, int generation, @Nullable Series series) {
        this.bytes = bytes;
        this.hash = hash;
        this.generation = generation;
        this.series = series;
    }
}
