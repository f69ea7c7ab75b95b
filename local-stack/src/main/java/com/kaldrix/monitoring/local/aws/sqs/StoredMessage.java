package com.kaldrix.monitoring.local.aws.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message in a queue as the journal keeps it: what was sent, and how often it was handed out since. */
record StoredMessage(
        String id,
        String content,
        Map<String, MessageAttributeValue> attributes,
        long created,
        int orderIndex,
        @Nullable Fifo fifo,
        @Nullable String tracingId,
        @Nullable String deadLetterSource,
        Handling handling) {

    StoredMessage with(Handling changed) {
        return new StoredMessage(
                id, content, attributes, created, orderIndex, fifo, tracingId, deadLetterSource, changed);
    }

    /** What a message of a FIFO queue has besides; all null for a group that was not named. */
    record Fifo(
            @Nullable String group,
            @Nullable String deduplicationId,
            @Nullable String sequenceNumber) {}

    /** When it is due next, how often it was received, when first (0 for never), and the last receipt. */
    record Handling(
            long nextDelivery,
            int receiveCount,
            long firstReceived,
            @Nullable String receipt) {}
}
