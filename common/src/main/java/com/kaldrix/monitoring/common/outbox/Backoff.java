package com.kaldrix.monitoring.common.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: doubling from one second to five minutes, and of that a random share between half and
 * all, so that what failed together does not come back together. Never under a second.
 */
final class Backoff {
    static final Duration LEAST = Duration.ofSeconds(1);
    static final Duration MOST = Duration.ofMinutes(5);

    private static final int DOUBLINGS_TO_MOST = 9;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** @param attempts how many have failed; at least 1 */
    Duration after(int attempts) {
        long doubled = LEAST.toMillis() << Math.min(attempts - 1, DOUBLINGS_TO_MOST);
        long full = Math.min(doubled, MOST.toMillis());
        long share = full / 2 + random.nextLong(full / 2 + 1);
        return Duration.ofMillis(Math.max(share, LEAST.toMillis()));
    }
}
