package com.kaldrix.monitoring.compliance.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * UUIDs of version 5: the same name in the same space always gives the same one. (Version 8 with SHA-256 would be nicer, but OSCAL allows 4 and 5
 * alone.) One of these serves one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5">RFC 9562, 5.5</a>
 */
public final class NamedUuid {
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_5 = 0x5000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final byte[] space;
    private final MessageDigest sha1;

    /** Of the names in a space, which is a UUID of its own. */
    public NamedUuid(UUID space) {
        this.space = ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(space.getMostSignificantBits())
                .putLong(space.getLeastSignificantBits())
                .array();
        try {
            this.sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }

    /** The one of a name. */
    public UUID of(String name) {
        sha1.update(space);
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        return new UUID(hash.getLong() & ~VERSION_BITS | VERSION_5, hash.getLong() & ~VARIANT_BITS | VARIANT);
    }
}
