package com.kaldrix.monitoring.alert.intake.repetition;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;

/**
 * What a report says besides its end, as the first 128 bits of its SHA-256, so that a hundred thousand of them take no room.
 *
 * @param high the first half
 * @param low the second half
 */
record Content(long high, long low) {
    static Content of(IncomingAlert report) {
        Text text = new Text();
        text.add(report.source());
        text.add(report.link());
        text.add(String.valueOf(report.startsAt()));
        text.addAll(report.labels().view());
        text.addAll(report.derived().view());
        Map<String, String> annotations = report.annotations();
        String[] names = annotations.keySet().toArray(String[]::new);
        Arrays.sort(names);
        text.add(names.length);
        for (String name : names) {
            text.add(name);
            text.add(annotations.getOrDefault(name, ""));
        }
        ByteBuffer digest = ByteBuffer.wrap(text.digest());
        return new Content(digest.getLong(), digest.getLong());
    }

    /** Texts one after the other, each with its length before it, so that no two run into each other. */
    private static final class Text {
        private byte[] bytes = new byte[1024];
        private int size;

        void addAll(Map<String, String> inOrder) {
            add(inOrder.size());
            inOrder.forEach((name, text) -> {
                add(name);
                add(text);
            });
        }

        void add(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            add(utf8.length);
            reserve(utf8.length);
            System.arraycopy(utf8, 0, bytes, size, utf8.length);
            size += utf8.length;
        }

        void add(int number) {
            reserve(Integer.BYTES);
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes[size++] = (byte) (number >>> shift);
            }
        }

        private void reserve(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
            }
        }

        byte[] digest() {
            try {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                sha256.update(bytes, 0, size);
                return sha256.digest();
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
