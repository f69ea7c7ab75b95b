package com.kaldrix.monitoring.metrics.restore;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** Whether a person wants it to end: Ctrl-C or SIGTERM, after which the request at hand is finished. */
final class Interruption {
    private final CountDownLatch wanted = new CountDownLatch(1);

    /** Listens to the process' signals from now on. */
    void onSignals() {
        for (String name : new String[] {"INT", "TERM"}) {
            try {
                Signal.handle(new Signal(name), signal -> interrupt());
            } catch (IllegalArgumentException reserved) {
                // The JVM was told to leave signals alone: then it ends at once, as it always does.
            }
        }
    }

    void interrupt() {
        wanted.countDown();
    }

    boolean isWanted() {
        return wanted.getCount() == 0;
    }

    /** Waits that long, or until it is wanted; whether it is. */
    boolean await(Duration time) {
        try {
            return wanted.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
