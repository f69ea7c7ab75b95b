package com.kaldrix.monitoring.local.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of the story: {@code speed} seconds of it pass in one real second, as on the services' own clocks.
 *
 * @param clock shows real time
 * @param anchor when the services' clocks and the real one agreed
 * @param start real time at which the story's clock shows zero
 * @param speed the story's seconds for each real one
 */
record StoryClock(Clock clock, Instant anchor, Instant start, int speed) {
    /** A clock that shows that story time now. */
    static StoryClock beginning(Clock clock, Instant anchor, Duration now, int speed) {
        return new StoryClock(clock, anchor, clock.instant().minus(now.dividedBy(speed)), speed);
    }

    /** Story time now; negative before the beginning. */
    Duration now() {
        return at(clock.instant());
    }

    /** Story time of a real moment. */
    Duration at(Instant real) {
        return Duration.between(start, real).multipliedBy(speed);
    }

    /** What the services' clocks show now. */
    Instant serviceTime() {
        return serviceTime(clock.instant());
    }

    /** What the services' clocks showed at a real moment. */
    Instant serviceTime(Instant real) {
        return anchor.plus(Duration.between(anchor, real).multipliedBy(speed)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Story time as people read it, such as {@code 5:07}. */
    static String text(Duration time) {
        Duration length = time.abs();
        return "%s%d:%02d".formatted(time.isNegative() ? "-" : "", length.toMinutes(), length.toSecondsPart());
    }
}
