package com.kaldrix.monitoring.alert.intake.repetition;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a report says besides its end, as the first 128 bits of its SHA-256, so that a hundred thousand of them take no room.
 *
 * @param high the first half
 * @param low the second half
 */
record Content(long high, long low) {
    static Content of(IncomingAlert report) {
        MessageDigest digest = sha256();
        add(digest, report.source());
        add(digest, report.link());
        add(digest, String.valueOf(report.startsAt()));
        texts(digest, report.labels().asMap());
        texts(digest, report.derived().asMap());
        texts(digest, report.annotations());
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new Content(bytes.getLong(), bytes.getLong());
    }

    private static void texts(MessageDigest digest, Map<String, String> texts) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(texts.size()).flip());
        new TreeMap<>(texts).forEach((name, text) -> {
            add(digest, name);
            add(digest, text);
        });
    }

    /** With its length first, so that no two texts run into each other. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
