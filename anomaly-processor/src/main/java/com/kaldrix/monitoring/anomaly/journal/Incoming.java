package com.kaldrix.monitoring.anomaly.journal;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a shard is to take in.
 *
 * @param message its identity; null for what cannot come twice
 * @param kind what it is
 * @param body as {@link Entry} has it
 */
public record Incoming(@Nullable String message, Entry.Kind kind, byte[] body) {
    /** A message with windows of metrics. */
    public static Incoming batch(String message, byte[] body) {
        return new Incoming(message, Entry.Kind.BATCH, body);
    }

    /** The time. */
    public static Incoming tick(Instant now) {
        return new Incoming(
                null,
                Entry.Kind.TICK,
                ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array());
    }
}
