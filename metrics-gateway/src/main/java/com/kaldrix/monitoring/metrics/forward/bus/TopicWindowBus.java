package com.kaldrix.monitoring.metrics.forward.bus;

import com.kaldrix.monitoring.common.event.MetricBatch;
import com.kaldrix.monitoring.common.outbox.Batches;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.outbox.TopicPublisher;
import com.kaldrix.monitoring.metrics.window.WindowBus;
import com.kaldrix.monitoring.metrics.window.WindowMessage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes windows to the metrics topic. */
final class TopicWindowBus implements WindowBus {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWindowBus.class);
    private static final String METRICS = "metrics";

    private final TopicPublisher topics;
    private final Counter sent;
    private final Counter failed;

    TopicWindowBus(TopicPublisher topics, MeterRegistry registry) {
        this.topics = topics;
        sent = registry.counter("kaldrix.gateway.window.messages", "outcome", "sent");
        failed = registry.counter("kaldrix.gateway.window.messages", "outcome", "failed");
    }

    @Override
    public List<WindowMessage> send(List<WindowMessage> messages) {
        List<OutboxMessage> outgoing = messages.stream()
                .map(message -> new OutboxMessage(
                        message.id(),
                        METRICS,
                        MetricBatch.TYPE,
                        message.body(),
                        Map.of(MetricBatch.SHARD, Integer.toString(message.shard()))))
                .toList();
        Set<UUID> left = new HashSet<>();
        messages.forEach(message -> left.add(message.id()));
        for (List<OutboxMessage> batch : Batches.of(outgoing)) {
            Map<UUID, String> refused = publish(batch);
            batch.forEach(message -> {
                if (!refused.containsKey(message.id())) {
                    left.remove(message.id());
                }
            });
            sent.increment(batch.size() - refused.size());
            if (!refused.isEmpty()) {
                failed.increment(refused.size());
                LOG.atWarn()
                        .addKeyValue("messages", refused.size())
                        .addKeyValue("reason", refused.values().iterator().next())
                        .log("Windows cannot be sent for now; they wait in the buffer");
                break;
            }
        }
        List<WindowMessage> again = new ArrayList<>(messages);
        again.removeIf(message -> !left.contains(message.id()));
        return again;
    }

    private Map<UUID, String> publish(List<OutboxMessage> batch) {
        try {
            return topics.publish(METRICS, batch);
        } catch (RuntimeException e) {
            Map<UUID, String> all = new java.util.HashMap<>();
            batch.forEach(message -> all.put(message.id(), String.valueOf(e.getMessage())));
            return all;
        }
    }
}
