package com.kaldrix.monitoring.common.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to go on; for tests. Clocks made by {@link #withZone} share its time. */
public final class SettableClock extends Clock {
    private final Moment moment;
    private final ZoneId zone;

    /** A clock at UTC that shows {@code now}. */
    public SettableClock(Instant now) {
        this(new Moment(now), ZoneOffset.UTC);
    }

    private SettableClock(Moment moment, ZoneId zone) {
        this.moment = moment;
        this.zone = zone;
    }

    /** Goes to a moment, also one in the past. */
    public void set(Instant now) {
        moment.set(now);
    }

    /** Goes on by {@code step} and returns the new time. */
    public Instant advance(Duration step) {
        return moment.advance(step);
    }

    @Override
    public Instant instant() {
        return moment.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SettableClock(moment, other);
    }

    private static final class Moment {
        private Instant now;

        private Moment(Instant now) {
            this.now = now;
        }

        private synchronized Instant get() {
            return now;
        }

        private synchronized void set(Instant moment) {
            now = moment;
        }

        private synchronized Instant advance(Duration step) {
            now = now.plus(step);
            return now;
        }
    }
}
