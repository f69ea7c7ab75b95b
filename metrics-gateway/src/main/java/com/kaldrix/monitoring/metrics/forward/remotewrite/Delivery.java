package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.forward.remotewrite.Shard.Request;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries requests at a target, counts what becomes of them and says so. Safe for several threads. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration DONE = Duration.ofSeconds(-1);
    private static final long LOG_EVERY_NANOS = Duration.ofSeconds(30).toNanos();

    private final String target;
    private final Endpoint endpoint;
    private final WriteProtocol protocol;
    private final TargetMetrics metrics;
    private final CountDownLatch stop;
    private long saidAt;
    private boolean failing;

    Delivery(String target, Endpoint endpoint, WriteProtocol protocol, TargetMetrics metrics, CountDownLatch stop) {
        this.target = target;
        this.endpoint = endpoint;
        this.protocol = protocol;
        this.metrics = metrics;
        this.stop = stop;
    }

    /**
     * Tries a request once.
     *
     * @return negative when it is done with, else how long the target wants to be left alone
     */
    Duration attempt(Request request) throws InterruptedException {
        long from = System.nanoTime();
        Answer answer = endpoint.send(protocol, request.body());
        metrics.answered(Duration.ofNanos(System.nanoTime() - from));
        return switch (answer) {
            case Answer.Written ignored -> {
                metrics.sent(request.samples());
                well();
                yield DONE;
            }
            case Answer.Later later -> {
                metrics.retried();
                unwell(later.reason());
                yield later.after();
            }
            case Answer.Refused refused -> {
                int written = Math.max(0, refused.written());
                metrics.sent(written);
                metrics.refused(request.samples() - written, refused.status());
                refused(request, refused);
                yield DONE;
            }
            case Answer.OtherProtocol other -> throw new OtherProtocolException(other.reason());
        };
    }

    /** Waits; less when everything is to end. */
    void pause(long millis) throws InterruptedException {
        if (stop.await(millis, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the forwarder ends");
        }
    }

    private synchronized void well() {
        metrics.healthy(true, "");
        if (failing) {
            failing = false;
            saidAt = 0;
            LOG.atInfo().addKeyValue("target", target).log("A target takes samples again");
        }
    }

    private synchronized void unwell(String reason) {
        metrics.healthy(false, reason);
        failing = true;
        if (mayBeSaid()) {
            LOG.atWarn()
                    .addKeyValue("target", target)
                    .addKeyValue("reason", reason)
                    .log("A target does not take samples; they wait in the buffer");
        }
    }

    private synchronized void refused(Request request, Answer.Refused refused) {
        // A target that refuses what is wrong with it is well.
        metrics.healthy(true, "");
        if (mayBeSaid()) {
            LOG.atWarn()
                    .addKeyValue("target", target)
                    .addKeyValue("samples", request.samples())
                    .addKeyValue("reason", refused.reason())
                    .log("A target has refused samples for good");
        }
    }

    private boolean mayBeSaid() {
        long now = System.nanoTime();
        if (saidAt != 0 && now - saidAt < LOG_EVERY_NANOS) {
            return false;
        }
        saidAt = now;
        return true;
    }
}
