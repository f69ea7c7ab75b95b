package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks when findings have become others, but not more often than every few seconds, and every minute in any case: waivers and attestations lapse by
 * themselves.
 */
final class DriftWork implements Work {
    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofMinutes(1);

    private final DriftWatch watch;
    private final Clock clock;
    private Instant latest = Instant.EPOCH;

    DriftWork(DriftWatch watch, Clock clock) {
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public Duration run(Wake wake) {
        Instant now = clock.instant();
        Duration since = Duration.between(latest, now);
        if (!since.isNegative() && since.compareTo(LEAST) < 0) {
            return LEAST.minus(since);
        }
        var unused = watch.look();
        latest = now;
        return MOST;
    }
}
