package com.kaldrix.monitoring.common.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes whoever waits for messages. Rings that nobody hears are kept, but only as one. */
final class OutboxSignal {
    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits until it rings or {@code longest} is over. */
    void await(Duration longest) throws InterruptedException {
        if (rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
