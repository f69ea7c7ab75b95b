package com.kaldrix.monitoring.common.outbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Topics that keep what they take and refuse what they are told to. */
final class FakeTopics implements TopicPublisher {
    final List<List<OutboxMessage>> batches = new CopyOnWriteArrayList<>();
    volatile Predicate<OutboxMessage> refuses = message -> false;
    volatile Runnable before = () -> {};

    @Override
    public Map<UUID, String> publish(String topic, List<OutboxMessage> batch) {
        before.run();
        Map<UUID, String> refused = new LinkedHashMap<>();
        batch.stream().filter(refuses).forEach(message -> refused.put(message.id(), "refused for the test"));
        batches.add(batch.stream().filter(refuses.negate()).toList());
        return refused;
    }

    List<OutboxMessage> taken() {
        return batches.stream().flatMap(List::stream).toList();
    }

    List<UUID> takenIds() {
        return taken().stream().map(OutboxMessage::id).toList();
    }
}
