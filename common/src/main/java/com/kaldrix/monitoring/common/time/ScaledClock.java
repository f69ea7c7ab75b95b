package com.kaldrix.monitoring.common.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that runs a whole number of times as fast as another from an anchor on, so that a demonstration or a test shows
 * half an hour of escalation in half a minute. Processes that share anchor and speed agree on the time, also after a
 * restart. Before the anchor it is the base clock.
 */
public final class ScaledClock extends Clock {
    private final Clock base;
    private final Instant anchor;
    private final int speed;

    private ScaledClock(Clock base, Instant anchor, int speed) {
        this.base = base;
        this.anchor = anchor;
        this.speed = speed;
    }

    /**
     * @param anchor when both clocks show the same time
     * @param speed how many seconds pass here in one second of {@code base}; at least 1
     */
    public static Clock of(Clock base, Instant anchor, int speed) {
        if (speed < 1) {
            throw new IllegalArgumentException("a clock's speed is at least 1, not " + speed);
        }
        return speed == 1 ? base : new ScaledClock(base, anchor, speed);
    }

    @Override
    public Instant instant() {
        Instant now = base.instant();
        return now.isBefore(anchor)
                ? now
                : anchor.plus(Duration.between(anchor, now).multipliedBy(speed));
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ScaledClock(base.withZone(zone), anchor, speed);
    }
}
