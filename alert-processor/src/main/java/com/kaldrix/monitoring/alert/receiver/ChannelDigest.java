package com.kaldrix.monitoring.alert.receiver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a destination without giving its secret away. */
final class ChannelDigest {
    private ChannelDigest() {}

    static String of(String kind, String... destination) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", destination).getBytes(StandardCharsets.UTF_8));
            return kind + ":" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
