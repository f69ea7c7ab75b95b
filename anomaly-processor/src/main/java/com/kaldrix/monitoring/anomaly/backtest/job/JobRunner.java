package com.kaldrix.monitoring.anomaly.backtest.job;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works on back-tests, so many at once; readings are in this process alone, so that a job ends with it. That is said then, by this
 * replica when it is stopped, and by any other when nothing has been heard of it for a minute.
 */
@Component
@EnableConfigurationProperties(BacktestProperties.class)
class JobRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration SILENT = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final long TOLD_EVERY = Duration.ofMillis(500).toNanos();

    private final Jobs jobs;
    private final Clock clock;
    private final BacktestProperties properties;
    private final String name = ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
    private volatile @Nullable Shift shift;

    /** From a start to a stop. */
    private record Shift(ThreadPoolExecutor workers, CountDownLatch over) {
        boolean isOver() {
            return over.getCount() == 0;
        }
    }

    JobRunner(Jobs jobs, BacktestProperties properties, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
        this.properties = properties;
    }

    private Shift begin() {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                properties.atOnce(),
                properties.atOnce(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(properties.waiting()),
                Thread.ofPlatform().name("backtest-", 0).daemon().factory());
        workers.allowCoreThreadTimeOut(true);
        return new Shift(workers, new CountDownLatch(1));
    }

    /** This replica, as it stands with jobs. */
    String name() {
        return name;
    }

    /** Whether there is room for one more. */
    boolean hasRoom() {
        Shift now = shift;
        return now != null && now.workers().getQueue().remainingCapacity() > 0;
    }

    /** Works on a job that is kept already; whether there was room. */
    boolean submit(UUID id, Work work) {
        Shift now = shift;
        if (now == null) {
            return false;
        }
        try {
            now.workers().execute(() -> run(id, work, now));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private void run(UUID id, Work work, Shift during) {
        try {
            Progress progress = new Progress(id, work.file().size(), during);
            Optional<Run.Outcome> outcome = Run.of(work, progress::goesOn);
            outcome.ifPresent(found -> jobs.finish(id, found, clock.instant()));
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.atError().setCause(e).addKeyValue("job", id).log("A back-test failed");
            jobs.end(id, JobState.FAILED, "something went wrong here; the log says what", clock.instant());
        }
    }

    /** Tells of progress now and then, and hears whether the job is still wanted. */
    private final class Progress {
        private final UUID id;
        private final int rows;
        private final Shift during;
        private long told;
        private boolean begun;

        Progress(UUID id, int rows, Shift during) {
            this.id = id;
            this.rows = rows;
            this.during = during;
        }

        boolean goesOn(int done) {
            long now = System.nanoTime();
            if (during.isOver()) {
                return false;
            }
            if (begun && done < rows && now - told < TOLD_EVERY) {
                return true;
            }
            begun = true;
            told = now;
            return jobs.progress(id, done, clock.instant());
        }
    }

    /** Says of jobs that nobody works on any more that they are lost. */
    void loseSilent() {
        Instant now = clock.instant();
        jobs.loseSilent(now.minus(SILENT), now);
    }

    @Override
    public void start() {
        Shift begun = begin();
        shift = begun;
        Thread.ofVirtual().name("backtest-heartbeat").start(() -> beat(begun));
    }

    private void beat(Shift during) {
        try {
            while (!during.over().await(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    ThreadPoolExecutor workers = during.workers();
                    if (workers.getActiveCount() > 0 || !workers.getQueue().isEmpty()) {
                        jobs.heartbeat(name, clock.instant());
                    }
                } catch (RuntimeException e) {
                    LOG.atWarn().setCause(e).log("It cannot be said that back-tests go on");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Shift ending = shift;
        shift = null;
        if (ending == null) {
            return;
        }
        ending.over().countDown();
        // Not interrupted: a worker hears of the end by itself, and what it writes meanwhile is whole.
        ending.workers().getQueue().clear();
        ending.workers().shutdown();
        try {
            if (!ending.workers().awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("Back-tests did not end in time");
            }
            int lost = jobs.lose(name, clock.instant());
            if (lost > 0) {
                LOG.atWarn().addKeyValue("jobs", lost).log("Back-tests are lost by the end of this replica");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("It cannot be said that back-tests are lost; other replicas will");
        }
    }

    @Override
    public boolean isRunning() {
        return shift != null;
    }
}
