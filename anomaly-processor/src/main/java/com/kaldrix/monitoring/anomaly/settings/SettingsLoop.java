package com.kaldrix.monitoring.anomaly.settings;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Reads the settings again and again; begins before any series is looked at. */
final class SettingsLoop implements SmartLifecycle {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final CurrentSettings settings;
    private final Duration every;
    private CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    SettingsLoop(CurrentSettings settings, Duration every) {
        this.settings = settings;
        this.every = every;
    }

    @Override
    public synchronized void start() {
        settings.refresh();
        CountDownLatch until = new CountDownLatch(1);
        stopped = until;
        thread = Thread.ofVirtual().name("settings").start(() -> run(until));
    }

    private void run(CountDownLatch until) {
        try {
            while (!until.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                settings.tryToRefresh();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        Thread running = thread;
        thread = null;
        try {
            if (running != null && !running.join(STOP)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }
}
