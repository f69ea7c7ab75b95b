package com.kaldrix.monitoring.local.aws.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message in a queue as the journal keeps it: what was sent, and how often it was handed out since. */
record StoredMessage(
        String id,
        String content,
        Map<String, MessageAttributeValue> attributes,
        Origin origin,
        @Nullable Fifo fifo,
        Handling handling) {

    StoredMessage with(Handling changed) {
        return new StoredMessage(id, content, attributes, origin, fifo, changed);
    }

    /** When it came (milliseconds since the epoch), as which of its batch, and for a dead letter from where. */
    record Origin(
            long created,
            int orderIndex,
            @Nullable String tracingId,
            @Nullable String deadLetterSource) {}

    /** What a message of a FIFO queue has besides; null where the sender left it out. */
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
