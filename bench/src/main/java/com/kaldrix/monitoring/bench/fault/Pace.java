package com.kaldrix.monitoring.bench.fault;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waiting, by the machine's own monotonic time. */
public final class Pace {
    private static final Duration LOOK = Duration.ofMillis(200);

    private Pace() {}

    /** Waits so long. */
    public static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /**
     * Says in an exception why something that was to go on until it was cancelled has ended.
     *
     * @throws IllegalStateException when it failed
     */
    static void requireUnbroken(Future<?> work) {
        if (work.state() == Future.State.FAILED) {
            throw new IllegalStateException("work in the background failed", work.exceptionNow());
        }
    }

    /**
     * Waits until it is so.
     *
     * @param what ends the sentence "waited so long for"
     * @throws TimeoutException when it is not so in time
     */
    public static void until(String what, Duration bound, BooleanSupplier isSo)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("waited " + bound.toSeconds() + " s in vain for " + what);
            }
            pause(LOOK);
        }
    }
}
