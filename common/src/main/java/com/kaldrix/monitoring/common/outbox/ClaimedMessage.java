package com.kaldrix.monitoring.common.outbox;

/**
 * A message that nobody else may send until the transaction ends.
 *
 * @param attempts how often sending has failed so far
 */
record ClaimedMessage(OutboxMessage message, int attempts) {}
