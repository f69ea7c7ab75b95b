package com.kaldrix.monitoring.compliance.load;

import com.kaldrix.monitoring.common.work.Pauses;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import java.time.Duration;

/** Gives places to what waits for one in the audit trail, as the service does beside its other work; until it is closed and nothing waits. */
final class Sequencer implements AutoCloseable {
    private static final int AT_ONCE = 5_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Trail trail;
    private final Thread thread;
    private volatile boolean closing;

    Sequencer(Trail trail) {
        this.trail = trail;
        this.thread = Thread.ofPlatform().name("sequencer").start(this::work);
    }

    private void work() {
        while (true) {
            boolean last = closing;
            if (trail.sequence(AT_ONCE) == 0 && (last || !Pauses.sleep(PAUSE))) {
                return;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.join();
    }
}
