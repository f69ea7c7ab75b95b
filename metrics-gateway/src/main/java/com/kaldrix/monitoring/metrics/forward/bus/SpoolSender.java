package com.kaldrix.monitoring.metrics.forward.bus;

import com.kaldrix.monitoring.common.outbox.Batches;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.outbox.TopicPublisher;
import com.kaldrix.monitoring.metrics.spool.MessageSpool;
import com.kaldrix.monitoring.metrics.spool.Spool;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what waits in the spool, the oldest first; a message leaves the spool when its topic has it. */
final class SpoolSender {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolSender.class);
    private static final int AT_ONCE = 50;
    private static final long IDLE_MILLIS = 500;
    private static final long SHORTEST_PAUSE = 500;
    private static final long LONGEST_PAUSE = 15_000;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final MessageSpool spool;
    private final Supplier<TopicPublisher> topics;
    private final boolean enabled;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** @param topics asked for only when there is something to send */
    SpoolSender(MessageSpool spool, Supplier<TopicPublisher> topics, boolean enabled) {
        this.spool = spool;
        this.topics = topics;
        this.enabled = enabled;
    }

    void start() {
        if (enabled) {
            thread = Thread.ofVirtual().name("bus").start(this::run);
        }
    }

    void stop() {
        stopped.countDown();
        Thread running = thread;
        try {
            if (running != null && !running.join(STOP)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pause = SHORTEST_PAUSE;
        try {
            while (stopped.getCount() > 0) {
                if (!spool.await(IDLE_MILLIS)) {
                    continue;
                }
                if (once()) {
                    pause = SHORTEST_PAUSE;
                } else {
                    stopped.await(pause, TimeUnit.MILLISECONDS);
                    pause = Math.min(LONGEST_PAUSE, pause * 2);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the oldest; whether all were taken. */
    boolean once() {
        Map<Spool.Entry, OutboxMessage> waiting = spool.oldest(AT_ONCE);
        boolean all = true;
        for (List<OutboxMessage> batch :
                Batches.of(waiting.values().stream().distinct().toList())) {
            Map<UUID, String> refused = publish(batch);
            for (OutboxMessage message : batch) {
                if (!refused.containsKey(message.id())) {
                    waiting.forEach((entry, one) -> {
                        if (one.id().equals(message.id())) {
                            spool.remove(entry);
                        }
                    });
                }
            }
            if (!refused.isEmpty()) {
                all = false;
                LOG.atWarn()
                        .addKeyValue("messages", refused.size())
                        .addKeyValue("reason", refused.values().iterator().next())
                        .log("Messages cannot be sent for now; they wait on the disk");
            }
        }
        return all;
    }

    private Map<UUID, String> publish(List<OutboxMessage> batch) {
        try {
            return topics.get().publish(batch.getFirst().topic(), batch);
        } catch (RuntimeException e) {
            Map<UUID, String> refused = new HashMap<>();
            batch.forEach(message -> refused.put(message.id(), String.valueOf(e.getMessage())));
            return refused;
        }
    }
}
