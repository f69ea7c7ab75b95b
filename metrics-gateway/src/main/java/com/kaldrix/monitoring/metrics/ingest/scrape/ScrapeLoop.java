package com.kaldrix.monitoring.metrics.ingest.scrape;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Keeps scraping going while the service runs. */
final class ScrapeLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeLoop.class);
    private static final long TURN = 20;
    private static final long LOOK = 1000;

    private final Scraping scraping;
    private @Nullable ScheduledExecutorService timer;

    ScrapeLoop(Scraping scraping) {
        this.scraping = scraping;
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService fresh = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("scrape-", 0).factory());
        repeat(fresh, scraping::runDue, TURN);
        repeat(fresh, scraping::look, LOOK);
        timer = fresh;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private static void repeat(ScheduledExecutorService timer, Runnable work, long pause) {
        timer.scheduleWithFixedDelay(() -> safely(work), pause, pause, TimeUnit.MILLISECONDS);
    }

    /** A timer never calls again what has thrown. */
    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Scraping stumbled and goes on");
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
            scraping.close();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
