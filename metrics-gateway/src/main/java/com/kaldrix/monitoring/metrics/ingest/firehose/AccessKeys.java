package com.kaldrix.monitoring.metrics.ingest.firehose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys by which Firehose is known. Looking at one takes as long whether it is right or not. */
final class AccessKeys {
    private final List<byte[]> digests;

    AccessKeys(List<String> keys) {
        digests = keys.stream().map(AccessKeys::digest).toList();
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }

    boolean contains(@Nullable String presented) {
        byte[] digest = digest(presented == null ? "" : presented);
        boolean found = false;
        for (byte[] known : digests) {
            found |= MessageDigest.isEqual(known, digest);
        }
        return found;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
