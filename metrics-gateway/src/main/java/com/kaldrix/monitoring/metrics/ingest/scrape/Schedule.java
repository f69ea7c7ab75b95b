package com.kaldrix.monitoring.metrics.ingest.scrape;

import java.time.Duration;
import java.time.Instant;

/**
 * When a target is scraped: at the same point of each interval, which its hash chooses, so that targets are spread over the
 * interval and a restart changes nothing.
 *
 * @param interval milliseconds
 * @param offset milliseconds from the beginning of each interval, counted from the epoch
 */
record Schedule(long interval, long offset) {
    static Schedule of(Duration interval, long hash) {
        long millis = Math.max(1, interval.toMillis());
        return new Schedule(millis, Long.remainderUnsigned(hash, millis));
    }

    /** The first time that is not before {@code now}. */
    Instant from(Instant now) {
        long behind = Math.floorMod(now.toEpochMilli() - offset, interval);
        long whole = now.toEpochMilli() - behind + (behind == 0 ? 0 : interval);
        return Instant.ofEpochMilli(whole).isBefore(now)
                ? Instant.ofEpochMilli(whole + interval)
                : Instant.ofEpochMilli(whole);
    }

    /** The first time that is after {@code now}. */
    Instant after(Instant now) {
        return from(now.plusMillis(1));
    }
}
