package com.kaldrix.monitoring.common.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of an API token: all that is kept of it. Tokens are long and random, so that no salt is needed.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record TokenDigest(String hex) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException unless it has the shape of a SHA-256 */
    public TokenDigest {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("a token's digest is a SHA-256 of 64 lower-case hexadecimal digits");
        }
    }

    /** The digest of a token's UTF-8 bytes. */
    public static TokenDigest of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenDigest(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Whether both are the same, found out in a time that does not tell how much of them is. */
    public boolean matches(TokenDigest other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }
}
