package com.kaldrix.monitoring.compliance.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from what they identify, so that every replica, and a second life from the audit trail, comes to the same ones: UUIDs of
 * version 8 (RFC 9562 section 5.8) that hold the beginning of a SHA-256 over the parts, each as its length in bytes of UTF-8, a colon and the bytes.
 */
public final class ContentIds {
    private static final long VERSION = 8L << 12;
    private static final long NOT_VERSION = ~(15L << 12);
    private static final long VARIANT = 2L << 62;
    private static final long NOT_VARIANT = ~(3L << 62);

    private ContentIds() {}

    /** The id of these parts in this order. */
    public static UUID of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UUID(hash.getLong() & NOT_VERSION | VERSION, hash.getLong() & NOT_VARIANT | VARIANT);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
