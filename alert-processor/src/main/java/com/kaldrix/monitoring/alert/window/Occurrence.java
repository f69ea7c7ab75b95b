package com.kaldrix.monitoring.alert.window;

import java.time.Instant;

/**
 * One time at which a window holds.
 *
 * @param startsAt from when
 * @param endsAt until when, itself not included
 */
public record Occurrence(Instant startsAt, Instant endsAt) {
    public Occurrence {
        if (!startsAt.isBefore(endsAt)) {
            throw new IllegalArgumentException("a window must begin before it ends");
        }
    }

    public boolean contains(Instant time) {
        return !time.isBefore(startsAt) && time.isBefore(endsAt);
    }
}
