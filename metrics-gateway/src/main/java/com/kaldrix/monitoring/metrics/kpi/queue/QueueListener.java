package com.kaldrix.monitoring.metrics.kpi.queue;

import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.common.queue.QueueName;
import com.kaldrix.monitoring.metrics.pair.Elections;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Listens to a queue from the start of the service to its end: hands partials, elections and what is to be watched on and deletes the messages after
 * that. What cannot be read goes to the dead-letter queue with a reason.
 */
public final class QueueListener {
    private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);
    private static final int LONG_POLL = 5;
    private static final long PAUSE_MILLIS = 1_000;
    private static final long STOP_MILLIS = 12_000;

    private final QueueName name;
    private final Queues queues;
    private final PartialReceiver partials;
    private final Elections elections;
    private final WatchReceiver watches;
    private final HeardReader reader = new HeardReader();
    private final Counter received;
    private final Counter poison;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;
    private @Nullable Queue queue;

    public QueueListener(
            QueueName name,
            Queues queues,
            PartialReceiver partials,
            Elections elections,
            WatchReceiver watches,
            MeterRegistry registry) {
        this.name = name;
        this.queues = queues;
        this.partials = partials;
        this.elections = elections;
        this.watches = watches;
        received = registry.counter("kaldrix.gateway.kpi.messages", "outcome", "taken");
        poison = registry.counter("kaldrix.gateway.kpi.messages", "outcome", "poison");
    }

    /** @throws IllegalStateException if the queue is missing */
    public void start() {
        Queue opened = Queue.open(queues.in(name.region()), name);
        queue = opened;
        thread = Thread.ofVirtual().name("kpi-queue").start(() -> run(opened));
    }

    /** Ends after the messages that are at hand. */
    public void stop() {
        stopped.countDown();
        try {
            Thread running = thread;
            if (running != null && !running.join(java.time.Duration.ofMillis(STOP_MILLIS))) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Queue opened = queue;
        if (opened != null) {
            opened.close();
        }
    }

    private void run(Queue from) {
        try {
            while (stopped.getCount() > 0) {
                if (!once(from)) {
                    stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean once(Queue from) {
        List<Message> done = new ArrayList<>();
        try {
            for (Message message : from.receive(LONG_POLL)) {
                hear(from, message);
                done.add(message);
            }
            return true;
        } catch (SdkException | UncheckedIOException e) {
            LOG.atWarn().setCause(e).addKeyValue("queue", name.name()).log("Other gateways cannot be heard for now");
            return false;
        } finally {
            delete(from, done);
        }
    }

    private void delete(Queue from, List<Message> done) {
        try {
            from.delete(done);
        } catch (SdkException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("queue", name.name())
                    .log("Messages are not deleted and come again, which does no harm");
        }
    }

    private void hear(Queue from, Message message) {
        switch (reader.read(Queue.unwrap(message))) {
            case HeardReader.Partial partial -> {
                partials.receive(partial.event());
                received.increment();
            }
            case HeardReader.Election found -> {
                elections.heard(
                        found.election().cluster(),
                        found.election().replica(),
                        found.election().since());
                received.increment();
            }
            case HeardReader.Watch found -> {
                watches.receive(found.asked());
                received.increment();
            }
            case HeardReader.Ignored ignored -> {}
            case HeardReader.Poison found -> {
                from.bury(message, found.reason());
                poison.increment();
            }
        }
    }
}
