package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import com.kaldrix.monitoring.metrics.buffer.Position;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget.Contents;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards the buffer to one target. Everything goes in its order; where the target takes samples out of order and is far
 * behind, a second lane sends what is fresh beside the backlog until that has caught up.
 */
final class Forwarder implements AutoCloseable {
    /** What the names of cursors of forwarders begin with. */
    static final String PREFIX = "remote-write.";

    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final String FRESH = ".fresh";
    private static final Position NOWHERE = new Position(Long.MAX_VALUE, 0);
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(8);

    private final Plan plan;
    private final DiskBuffer buffer;
    private final Endpoint endpoint;
    private final TargetMetrics metrics;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread backlogThread;
    private volatile WriteProtocol protocol;
    private volatile @Nullable Thread freshThread;
    private volatile @Nullable Position freshFrom;
    private volatile @Nullable Position freshAt;

    /**
     * What is forwarded, and how.
     *
     * @param name of the target
     * @param relabel what becomes of a series; empty to leave it out
     */
    record Plan(
            String name,
            WriteProtocol protocol,
            Contents contents,
            QueueRules rules,
            Lanes lanes,
            Function<LabelSet, Optional<LabelSet>> relabel) {
        /** The name of its cursor. */
        String cursor() {
            return PREFIX + name;
        }

        /** The name of the cursor of its second lane. */
        String freshCursor() {
            return cursor() + FRESH;
        }
    }

    Forwarder(Plan plan, DiskBuffer buffer, Endpoint endpoint, TargetMetrics metrics) {
        this.plan = plan;
        this.buffer = buffer;
        this.endpoint = endpoint;
        this.metrics = metrics;
        this.protocol = plan.protocol();
        this.backlogThread = Thread.ofVirtual().name("forward-" + plan.name()).unstarted(this::backlog);
    }

    void start() {
        buffer.forget(plan.freshCursor());
        backlogThread.start();
    }

    private void backlog() {
        while (running()) {
            try (BufferReader reader = buffer.reader(plan.cursor())) {
                Lane lane = lane(reader);
                while (running() && !caughtUp(lane)) {
                    openFresh(lane);
                    @Nullable Position until = freshFrom;
                    lane.send(until == null ? NOWHERE : until);
                }
            } catch (OtherProtocolException e) {
                fallBack(e);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    /** Whether the backlog has come to where the fresh lane began; then this lane goes on where that one is. */
    private boolean caughtUp(Lane lane) throws InterruptedException {
        @Nullable Position from = freshFrom;
        @Nullable Thread thread = freshThread;
        if (from == null || thread == null || lane.reader().position().compareTo(from) < 0) {
            return false;
        }
        freshFrom = null;
        thread.join();
        freshThread = null;
        @Nullable Position reached = freshAt;
        lane.reader().commit(reached == null ? from : reached);
        buffer.forget(plan.freshCursor());
        LOG.atInfo().addKeyValue("target", plan.name()).log("The backlog of a target has been sent");
        return true;
    }

    private void openFresh(Lane lane) {
        if (!plan.lanes().outOfOrder()
                || freshThread != null
                || lane.reader().lag().compareTo(plan.lanes().freshAfter()) < 0) {
            return;
        }
        Position start = buffer.end();
        freshAt = start;
        freshFrom = start;
        LOG.atInfo()
                .addKeyValue("target", plan.name())
                .addKeyValue("lag", lane.reader().lag())
                .log("Fresh samples go beside the backlog of a target");
        freshThread = Thread.ofVirtual().name("forward-" + plan.name() + FRESH).start(() -> fresh(start));
    }

    private void fresh(Position start) {
        while (running() && freshFrom != null) {
            try (BufferReader reader = buffer.reader(plan.freshCursor(), start)) {
                Lane lane = lane(reader);
                while (running() && freshFrom != null) {
                    lane.send(NOWHERE);
                    freshAt = reader.position();
                }
            } catch (OtherProtocolException e) {
                fallBack(e);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private Lane lane(BufferReader reader) {
        WriteProtocol now = protocol;
        Round round =
                new Round(plan.relabel(), plan.contents(), now, plan.rules().maxSamplesPerSend());
        Delivery delivery = new Delivery(plan.name(), endpoint, now, metrics, stop);
        return new Lane(reader, round, plan.rules(), delivery, workers);
    }

    private void fallBack(OtherProtocolException e) {
        if (protocol == WriteProtocol.V2) {
            protocol = WriteProtocol.V1;
            LOG.atWarn()
                    .addKeyValue("target", plan.name())
                    .addKeyValue("reason", e.getMessage())
                    .log("A target does not speak remote write 2.0 and is sent 1.0");
        }
    }

    private void failed(RuntimeException e) {
        LOG.atError().addKeyValue("target", plan.name()).setCause(e).log("A forwarder has failed and begins anew");
        try {
            if (stop.await(plan.rules().maxBackoff().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean running() {
        return stop.getCount() > 0 && !Thread.currentThread().isInterrupted();
    }

    /** The names of its cursors. */
    List<String> cursors() {
        return List.of(plan.cursor(), plan.freshCursor());
    }

    /** Ends it: what is on its way is finished if that does not take long, what is not will be sent after the next start. */
    @Override
    public void close() {
        stop.countDown();
        end(backlogThread);
        @Nullable Thread beside = freshThread;
        if (beside != null) {
            end(beside);
        }
        workers.shutdownNow();
    }

    private static void end(Thread thread) {
        try {
            if (thread.isAlive() && !thread.join(LAST_REQUESTS)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
