package com.kaldrix.monitoring.local.aws.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue's definition as the journal keeps it. */
record StoredQueue(
        String name,
        Timing timing,
        Lifetime lifetime,
        @Nullable Redrive redrive,
        Ordering ordering,
        Map<String, String> tags) {

    /** The name of the dead-letter queue, null when there is none. */
    @Nullable
    String deadLetterQueue() {
        return redrive == null ? null : redrive.queue();
    }

    /** Periods in milliseconds. */
    record Timing(long visibilityTimeout, long delay, long receiveWait) {}

    /** In milliseconds since the epoch. */
    record Lifetime(long created, long lastModified) {}

    /** Where a message goes that was received too often. */
    record Redrive(String queue, int maxReceiveCount) {}

    /** What a FIFO queue is. */
    record Ordering(boolean fifo, boolean contentBasedDeduplication) {}
}
