package com.kaldrix.monitoring.metrics.window;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link WindowPass} in a thread of its own. A pass that fails is begun anew from its cursor after a while, which does
 * no harm, for a pass that reads again delivers the same.
 */
public final class PassLoop {
    private static final Logger LOG = LoggerFactory.getLogger(PassLoop.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final long SHORTEST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 10_000;

    private final String name;
    private final Supplier<WindowPass> passes;
    private CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** @param passes opens a pass at its cursor */
    public PassLoop(String name, Supplier<WindowPass> passes) {
        this.name = name;
        this.passes = passes;
    }

    public synchronized void start() {
        stopped = new CountDownLatch(1);
        CountDownLatch until = stopped;
        thread = Thread.ofPlatform().name(name).daemon().start(() -> run(until));
    }

    /** Lets the pass come to the end of what it does, and ends it then. */
    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        stopped.countDown();
        try {
            if (!running.join(STOP)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run(CountDownLatch until) {
        try {
            boolean again = true;
            while (again) {
                again = once(until);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until it is stopped, or fails; whether to begin anew. */
    private boolean once(CountDownLatch until) throws InterruptedException {
        try (WindowPass pass = passes.get()) {
            long pause = SHORTEST_PAUSE;
            while (until.getCount() > 0) {
                if (pass.step(IDLE)) {
                    pause = SHORTEST_PAUSE;
                } else {
                    until.await(pause, TimeUnit.MILLISECONDS);
                    pause = Math.min(pause * 2, LONGEST_PAUSE);
                }
            }
            return false;
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).addKeyValue("reader", name).log("Reading the buffer failed and begins anew");
            return !until.await(LONGEST_PAUSE / 2, TimeUnit.MILLISECONDS);
        }
    }
}
