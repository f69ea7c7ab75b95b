package com.kaldrix.monitoring.compliance.finding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a finding was seen, to the microsecond. Nothing is later than the telling of it: a source whose clock is ahead must not have the last word for
 * as long as it is.
 *
 * @param first when it was seen first
 * @param last when it was seen last
 * @param updated when its source last changed it; not moved by what people do about it
 * @param told when the source told us so: the time of the event, or of the call that asked
 */
public record Seen(Instant first, Instant last, Instant updated, Instant told) {
    public Seen {
        told = told.truncatedTo(ChronoUnit.MICROS);
        first = atMost(told, first);
        last = atMost(told, last);
        updated = atMost(told, updated);
    }

    private static Instant atMost(Instant told, Instant time) {
        return time.isAfter(told) ? told : time.truncatedTo(ChronoUnit.MICROS);
    }

    /** Of a source that knows one time only. */
    public static Seen at(Instant time, Instant told) {
        return new Seen(time, time, time, told);
    }
}
