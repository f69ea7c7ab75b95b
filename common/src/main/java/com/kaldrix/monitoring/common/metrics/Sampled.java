package com.kaldrix.monitoring.common.metrics;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is looked up when Prometheus asks, at most once in a while for all gauges that show a part of it. A look-up
 * that fails or does not end soon makes its gauges say "not a number", and costs the scrape no more than a moment.
 *
 * @param <T> what is looked up
 */
public final class Sampled<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Sampled.class);
    private static final Duration KEPT = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final String name;
    private final Supplier<T> lookUp;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private @Nullable T latest;
    private boolean running;
    private boolean failing;
    private long begunAt;
    private long endedAt = System.nanoTime() - KEPT.toNanos();

    /**
     * @param name for the log
     * @param lookUp what looks it up; may throw
     */
    public Sampled(String name, Supplier<T> lookUp) {
        this.name = name;
        this.lookUp = lookUp;
    }

    /** A part of it; not a number when it cannot be had. */
    public double get(ToDoubleFunction<T> part) {
        T sample = sample();
        return sample == null ? Double.NaN : part.applyAsDouble(sample);
    }

    private @Nullable T sample() {
        lock.lock();
        try {
            if (!running && System.nanoTime() - endedAt >= KEPT.toNanos()) {
                running = true;
                begunAt = System.nanoTime();
                Thread.ofVirtual().name("sample-" + name).start(this::run);
            }
            // All that ask wait for the same moment, so that many gauges together wait no longer than one.
            long left = PATIENCE.toNanos() - (System.nanoTime() - begunAt);
            while (running && left > 0) {
                left = ended.awaitNanos(left);
            }
            return running ? null : latest;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        @Nullable T found = null;
        @Nullable RuntimeException failure = null;
        try {
            found = lookUp.get();
        } catch (RuntimeException e) {
            failure = e;
        }
        lock.lock();
        try {
            latest = found;
            running = false;
            endedAt = System.nanoTime();
            if (failure != null && !failing) {
                LOG.atWarn().setCause(failure).addKeyValue("sample", name).log("Metrics cannot be looked up for now");
            }
            failing = failure != null;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
