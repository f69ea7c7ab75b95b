package com.kaldrix.monitoring.metrics.ingest.otlp;

/** Times of OTLP: unsigned nanoseconds since the epoch, as milliseconds. */
final class Nanos {
    private static final long PER_MILLI = 1_000_000;

    private Nanos() {}

    static long millis(long nanos) {
        return Long.divideUnsigned(nanos, PER_MILLI);
    }

    /** A start time as milliseconds; 0, which is unknown, when it lies behind the time of the point. */
    static long start(long start, long time) {
        long millis = millis(start);
        return millis <= millis(time) ? millis : 0;
    }
}
