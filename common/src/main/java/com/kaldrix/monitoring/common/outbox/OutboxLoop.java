package com.kaldrix.monitoring.common.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes as long as the service runs: at once after a commit, and every poll interval for what failed before or was left
 * by another replica. Stops after the batch in hand.
 */
final class OutboxLoop implements SmartLifecycle {
    /** After everything that writes to the outbox has stopped: the web server stops in the phases above. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxLoop.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final OutboxPublisher publisher;
    private final OutboxRows rows;
    private final OutboxMetrics metrics;
    private final OutboxSignal signal;
    private final OutboxProperties properties;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private boolean failing;

    OutboxLoop(
            OutboxPublisher publisher,
            OutboxRows rows,
            OutboxMetrics metrics,
            OutboxSignal signal,
            OutboxProperties properties) {
        this.publisher = publisher;
        this.rows = rows;
        this.metrics = metrics;
        this.signal = signal;
        this.properties = properties;
    }

    @Override
    public void start() {
        stopping = false;
        thread = Thread.ofVirtual().name("outbox").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        stopping = true;
        signal.ring();
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
        try {
            while (!stopping) {
                publishAll();
                if (!stopping) {
                    signal.await(properties.poll());
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishAll() {
        try {
            int claimed;
            do {
                claimed = publisher.publishDue(properties.batch()).claimed();
                metrics.backlog(rows.backlog());
            } while (claimed == properties.batch() && !stopping);
            if (failing) {
                LOG.info("The outbox is published again");
                failing = false;
            }
        } catch (RuntimeException unreachable) {
            if (!failing) {
                LOG.atWarn()
                        .setCause(unreachable)
                        .log("The outbox cannot be read; its messages are kept and sent when it can");
                failing = true;
            }
        }
    }
}
