package com.kaldrix.monitoring.common.work;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waiting that ends with an answer and not with an exception when the thread is interrupted. */
public final class Pauses {
    private Pauses() {}

    /** Waits; false when interrupted. */
    public static boolean sleep(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until all has ended; false when it has not in time, or when interrupted. */
    public static boolean await(ExecutorService executor, Duration most) {
        try {
            return executor.awaitTermination(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
