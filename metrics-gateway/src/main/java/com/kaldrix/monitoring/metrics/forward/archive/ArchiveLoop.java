package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.common.objects.ObjectsUnavailableException;
import com.kaldrix.monitoring.metrics.buffer.Buffer;
import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Archives as long as the service runs. What was gathered when it stops is not written then: it is in the buffer, the cursor
 * stands before it, and the next process goes on from there.
 */
final class ArchiveLoop implements SmartLifecycle {
    /** After everything that takes samples in has stopped. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveLoop.class);
    private static final String CURSOR = "archive";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final int DOUBLINGS = 7;

    private final Buffer buffer;
    private final RollWriter writer;
    private final ArchiveProperties properties;
    private final ArchiveMetrics metrics;
    private final Clock clock;
    private volatile CountDownLatch stop = new CountDownLatch(0);
    private volatile @Nullable Thread thread;
    private volatile @Nullable String fault;

    ArchiveLoop(Buffer buffer, RollWriter writer, ArchiveProperties properties, ArchiveMetrics metrics, Clock clock) {
        this.buffer = buffer;
        this.writer = writer;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Why the archive cannot be written at the moment; null when it can. */
    @Nullable
    String fault() {
        return fault;
    }

    @Override
    public void start() {
        stop = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("archive").daemon().start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        stop.countDown();
        try {
            if (!running.join(LONGEST_STOP)) {
                running.interrupt();
            }
        } catch (InterruptedException impatient) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        int failed = 0;
        try {
            while (stop.getCount() > 0) {
                try (BufferReader reader = buffer.reader(CURSOR)) {
                    Archiver archiver = new Archiver(reader, buffer.end(), writer, properties, clock);
                    failed = archive(reader, archiver, failed);
                } catch (RuntimeException | Error e) {
                    // The reader may stand anywhere now; the cursor does not, so that a new one starts from there.
                    failed = failed(e, failed);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private int archive(BufferReader reader, Archiver archiver, int failures) throws InterruptedException {
        int failed = failures;
        while (stop.getCount() > 0) {
            try {
                Duration idle = archiver.step();
                failed = worked(failed);
                metrics.waiting(archiver.waitingRows(), archiver.lag(), reader.backlogBytes());
                reader.await(idle.compareTo(LONGEST_WAIT) < 0 ? idle : LONGEST_WAIT);
            } catch (ObjectsUnavailableException | IOException e) {
                metrics.waiting(archiver.waitingRows(), archiver.lag(), reader.backlogBytes());
                failed = failed(e, failed);
            }
        }
        return failed;
    }

    private int worked(int failed) {
        if (failed > 0) {
            LOG.info("The archive is written again");
            fault = null;
        }
        return 0;
    }

    private int failed(Throwable e, int before) throws InterruptedException {
        metrics.failed();
        fault = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (before == 0) {
            LOG.atWarn()
                    .setCause(e)
                    .log("The archive cannot be written; what belongs into it stays in the buffer until it can");
        }
        long pause = FIRST_PAUSE_MILLIS << Math.min(before, DOUBLINGS);
        boolean stopped = stop.await(pause, TimeUnit.MILLISECONDS);
        return stopped ? before : before + 1;
    }
}
