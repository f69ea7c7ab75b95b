package com.kaldrix.monitoring.local.sink;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Knows an arrival again by its idempotency key; one without a key is always new. */
final class SeenKeys implements Effect {
    private final Set<String> seen = new HashSet<>();

    @Override
    public synchronized boolean apply(Arrival arrival, Instant time) {
        String key = arrival.key();
        return key != null && !seen.add(key);
    }

    @Override
    public synchronized void clear() {
        seen.clear();
    }
}
