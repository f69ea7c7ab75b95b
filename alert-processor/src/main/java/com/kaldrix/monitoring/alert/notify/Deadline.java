package com.kaldrix.monitoring.alert.notify;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The moment at which an attempt is over, whatever the network does. It is measured by the machine's own monotonic time
 * and not by a {@link java.time.Clock}, because sockets do not follow a clock that a test or a demonstration speeds up.
 */
public final class Deadline {
    private static final Duration MARGIN = Duration.ofMillis(500);

    private final long nanoTime;

    private Deadline(Duration from) {
        this.nanoTime = System.nanoTime() + from.toNanos();
    }

    /** The end of an attempt that starts now: a little less than {@link Channel#TIMEOUT_SECONDS}. */
    public static Deadline ofAttempt() {
        return in(Duration.ofSeconds(Channel.TIMEOUT_SECONDS).minus(MARGIN));
    }

    public static Deadline in(Duration duration) {
        return new Deadline(duration);
    }

    /** How long is left; zero when it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /**
     * Works on a thread of its own and waits for the result until the deadline. Work that is late, or whose caller is
     * interrupted, is interrupted and left alone; what it does to the outside world after that is for a {@link Handover}
     * to prevent.
     *
     * @throws ExecutionException with what the work threw
     * @throws TimeoutException when the deadline has passed
     * @throws InterruptedException when the caller was interrupted
     */
    public <T> T await(Callable<T> work) throws ExecutionException, TimeoutException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("attempt").start(task);
        try {
            return task.get(left().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            task.cancel(true);
        }
    }
}
