package com.kaldrix.monitoring.alert.notify;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt. */
final class Backoff {
    private Backoff() {}

    /** What the other side asks for; else twice as long each time, up to a bound, give or take a fifth. */
    static Duration after(int attempt, Outcome outcome, DeliveryProperties properties) {
        if (outcome instanceof Outcome.RetryAfter patience) {
            return patience.delay();
        }
        long first = properties.retryFirst().toMillis();
        long most = properties.retryMost().toMillis();
        long wait = Math.min(most, first << Math.min(attempt - 1, 20));
        return Duration.ofMillis((long) (wait * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
