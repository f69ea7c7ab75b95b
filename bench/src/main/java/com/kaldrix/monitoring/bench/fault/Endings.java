package com.kaldrix.monitoring.bench.fault;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends groups of a load once people know of all of them: whoever has not heard of an alert need not hear of its end. */
public final class Endings implements AutoCloseable {
    private static final Duration EACH = Duration.ofMillis(500);

    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("endings").factory());

    private final Future<?> watching;

    private Endings(Load load, Reckoning reckoning) {
        watching = watcher.scheduleWithFixedDelay(
                () -> {
                    reckoning.read();
                    reckoning.toldGroups().forEach(load::end);
                },
                EACH.toMillis(),
                EACH.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Watches until it is stopped. */
    public static Endings watch(Load load, Reckoning reckoning) {
        return new Endings(load, reckoning);
    }

    /** Ends no more groups, and returns when it is not at it any more. */
    public void stop() throws InterruptedException {
        watcher.shutdown();
        var unused = watcher.awaitTermination(10, TimeUnit.SECONDS);
        Pace.requireUnbroken(watching);
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
