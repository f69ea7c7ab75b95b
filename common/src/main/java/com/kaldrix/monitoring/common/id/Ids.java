package com.kaldrix.monitoring.common.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** New identifiers: UUIDs of version 7 (RFC 9562 section 5.7), which sort by the time at which they were made, also within a millisecond of one process. */
public final class Ids {
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    public static UUID next() {
        return GENERATOR.generate();
    }

    /**
     * The identifier of what two processes must know as the same without asking each other: of the same shape as {@link #next}, and the same for the
     * same time, in whole milliseconds, and the same name.
     */
    public static UUID named(Instant at, String name) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        long high = at.toEpochMilli() << 16 | 0x7000 | bytes.getLong() & 0x0FFF;
        long low = bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
