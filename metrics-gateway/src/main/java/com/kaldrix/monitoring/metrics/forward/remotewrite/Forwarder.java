package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import com.kaldrix.monitoring.metrics.buffer.Position;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget.Contents;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
    /** What was or is sent beside the backlog, in its order; of the backlog's thread alone. */
    private final Deque<Stretch> ahead = new ArrayDeque<>();

    private volatile WriteProtocol protocol;
    private volatile @Nullable Thread freshThread;

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
                while (running() && !leapt(lane)) {
                    goBeside(lane);
                    @Nullable Stretch next = ahead.peekFirst();
                    lane.send(next == null ? NOWHERE : next.from());
                }
            } catch (OtherProtocolException e) {
                fallBack(e);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }
    }

    /** Whether the backlog has come to what went beside it; then the cursor stands behind that, and a new reader goes on there. */
    private boolean leapt(Lane lane) throws InterruptedException {
        @Nullable Stretch next = ahead.peekFirst();
        if (next == null || lane.reader().position().compareTo(next.from()) < 0) {
            return false;
        }
        ahead.removeFirst();
        @Nullable Thread fresh = freshThread;
        if (ahead.isEmpty() && fresh != null) {
            next.end();
            fresh.join();
            forgetFresh();
            LOG.atInfo().addKeyValue("target", plan.name()).log("The backlog of a target has been sent");
        }
        lane.reader().commit(next.to());
        return true;
    }

    /**
     * Opens the lane of fresh samples when this one is far behind. That one ends by itself when it is far behind, too, because
     * the target was away again or is too slow for both; then another one begins where the buffer ends now.
     */
    private void goBeside(Lane lane) {
        @Nullable Thread fresh = freshThread;
        if (fresh != null && !fresh.isAlive()) {
            forgetFresh();
            fresh = null;
        }
        if (fresh != null || !plan.lanes().outOfOrder() || !isFarBehind(lane.reader())) {
            return;
        }
        Stretch stretch = new Stretch(buffer.end());
        ahead.addLast(stretch);
        LOG.atInfo()
                .addKeyValue("target", plan.name())
                .addKeyValue("lag", lane.reader().lag())
                .log("Fresh samples go beside the backlog of a target");
        freshThread = Thread.ofVirtual().name("forward-" + plan.name() + FRESH).start(() -> fresh(stretch));
    }

    private void forgetFresh() {
        freshThread = null;
        buffer.forget(plan.freshCursor());
    }

    private boolean isFarBehind(BufferReader reader) {
        return reader.lag().compareTo(plan.lanes().freshAfter()) >= 0;
    }

    private void fresh(Stretch stretch) {
        while (running() && stretch.wanted()) {
            try (BufferReader reader = buffer.reader(plan.freshCursor(), stretch.from())) {
                Lane lane = lane(reader);
                while (running() && stretch.wanted()) {
                    lane.send(NOWHERE);
                    stretch.sentTo(reader.position());
                    if (isFarBehind(reader)) {
                        return;
                    }
                }
            } catch (OtherProtocolException e) {
                fallBack(e);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
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

    private void failed(Throwable e) {
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
