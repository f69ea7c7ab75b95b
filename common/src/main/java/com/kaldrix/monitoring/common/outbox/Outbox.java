package com.kaldrix.monitoring.common.outbox;

import java.util.List;

/**
 * Where a service leaves what it wants to publish, in the transaction of the change that it tells of: both are committed or
 * neither. Delivery is at least once and, between replicas and after failures, in no promised order.
 */
public interface Outbox {
    /**
     * Adds messages in the caller's transaction. Nothing is sent before its commit.
     *
     * @param messages may be empty
     * @throws IllegalStateException if the caller has no transaction
     */
    void append(List<OutboxMessage> messages);

    /** Adds one message; see {@link #append(List)}. */
    default void append(OutboxMessage message) {
        append(List.of(message));
    }
}
