package com.kaldrix.monitoring.alert.notify;

import java.time.Duration;

/**
 * How fast a channel may be used, by all replicas together.
 *
 * @param interval time between two messages in the long run; zero for no limit
 * @param burst how many may go at once after a pause; at least 1
 */
public record RateLimit(Duration interval, int burst) {
    public static final RateLimit NONE = new RateLimit(Duration.ZERO, 1);

    /** @throws IllegalArgumentException if the interval is negative or the burst below 1 */
    public RateLimit {
        if (interval.isNegative() || burst < 1) {
            throw new IllegalArgumentException("a rate limit has an interval of at least 0 and a burst of at least 1");
        }
    }

    public boolean unlimited() {
        return interval.isZero();
    }
}
