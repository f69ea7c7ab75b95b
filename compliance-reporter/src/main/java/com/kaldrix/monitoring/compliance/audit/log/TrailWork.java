package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Gives places to what waits, and signs the trail every few minutes. Runs on every replica; whoever comes first does it. */
final class TrailWork implements Work {
    private static final int AT_ONCE = 5_000;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Trail trail;
    private final Checkpoints checkpoints;
    private final Duration checkpointEvery;
    private final Clock clock;

    TrailWork(Trail trail, Checkpoints checkpoints, Duration checkpointEvery, Clock clock) {
        this.trail = trail;
        this.checkpoints = checkpoints;
        this.checkpointEvery = checkpointEvery;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "audit-trail";
    }

    @Override
    public Duration run(Wake wake) {
        int moved = trail.sequence(AT_ONCE);
        Instant due =
                trail.latest().map(latest -> latest.at().plus(checkpointEvery)).orElse(Instant.EPOCH);
        if (!clock.instant().isBefore(due)) {
            checkpoints.make();
        }
        return moved == AT_ONCE ? Duration.ZERO : PAUSE;
    }

    /** What has come until the end is signed as well, so that a replica that is asked to stop leaves nothing unsigned. */
    @Override
    public void stop(Duration most) {
        while (trail.sequence(AT_ONCE) > 0) {
            // Until nothing waits.
        }
        checkpoints.make();
    }
}
