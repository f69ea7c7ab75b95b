package com.kaldrix.monitoring.common.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts messages into batches that a topic takes: one topic each, within the limits of number and size, in order. */
public final class Batches {
    private Batches() {}

    /** Whether a topic takes the message at all. */
    public static boolean fits(OutboxMessage message) {
        return message.bytes() <= TopicPublisher.MOST_BYTES;
    }

    /**
     * Keeps the order of messages to the same topic.
     *
     * @param messages each of which {@linkplain #fits fits}
     */
    public static List<List<OutboxMessage>> of(List<OutboxMessage> messages) {
        Map<String, List<OutboxMessage>> byTopic = new LinkedHashMap<>();
        for (OutboxMessage message : messages) {
            byTopic.computeIfAbsent(message.topic(), topic -> new ArrayList<>()).add(message);
        }
        List<List<OutboxMessage>> batches = new ArrayList<>();
        byTopic.values().forEach(sameTopic -> cut(sameTopic, batches));
        return batches;
    }

    private static void cut(List<OutboxMessage> messages, List<List<OutboxMessage>> batches) {
        List<OutboxMessage> batch = new ArrayList<>();
        int bytes = 0;
        for (OutboxMessage message : messages) {
            int size = message.bytes();
            if (batch.size() == TopicPublisher.MOST_MESSAGES || bytes + size > TopicPublisher.MOST_BYTES) {
                batches.add(List.copyOf(batch));
                batch.clear();
                bytes = 0;
            }
            batch.add(message);
            bytes += size;
        }
        batches.add(List.copyOf(batch));
    }
}
