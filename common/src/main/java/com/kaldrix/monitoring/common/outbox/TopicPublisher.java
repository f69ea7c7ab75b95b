package com.kaldrix.monitoring.common.outbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sends messages to a topic. */
public interface TopicPublisher {
    /** How many messages a batch has at most. */
    int MOST_MESSAGES = 10;

    /** How large a batch is at most, as {@link OutboxMessage#bytes()} counts. */
    int MOST_BYTES = 256 * 1024;

    /**
     * Sends a batch.
     *
     * @param topic logical name of the topic; every message is for it
     * @param batch at least one message; within {@link #MOST_MESSAGES} and {@link #MOST_BYTES}
     * @return for each message that was not, or not certainly, taken the reason why, without secrets; empty when all were
     *     taken. An exception counts as a failure of the whole batch.
     */
    Map<UUID, String> publish(String topic, List<OutboxMessage> batch);
}
