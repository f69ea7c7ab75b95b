package com.kaldrix.monitoring.local.aws.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue's definition as the journal keeps it. Times are in milliseconds, since the epoch where they are instants. */
record StoredQueue(
        String name,
        long visibilityTimeout,
        long delay,
        long receiveWait,
        long created,
        long lastModified,
        @Nullable String deadLetterQueue,
        int maxReceiveCount,
        boolean fifo,
        boolean contentBasedDeduplication,
        Map<String, String> tags) {}
