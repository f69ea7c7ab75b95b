package com.kaldrix.monitoring.common.label;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Identity of a label set: the 64-bit FNV-1a hash over {@code name 0xff value 0xff} in order of names, as Prometheus and
 * Alertmanager compute it ({@code model.Fingerprint}). Written as 16 lower-case hexadecimal digits.
 *
 * @param value the hash, as an unsigned 64-bit number
 */
public record Fingerprint(long value) implements Comparable<Fingerprint> {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final byte SEPARATOR = (byte) 0xff;
    private static final char ASCII = 0x80;
    private static final HexFormat HEX = HexFormat.of();

    /** @param names in their order, each with the value at the same place */
    static Fingerprint of(String[] names, String[] values) {
        long hash = OFFSET;
        for (int i = 0; i < names.length; i++) {
            hash = add(add(hash, names[i]), SEPARATOR);
            hash = add(add(hash, values[i]), SEPARATOR);
        }
        return new Fingerprint(hash);
    }

    /** @throws IllegalArgumentException unless the text is 16 hexadecimal digits */
    @JsonCreator
    public static Fingerprint parse(String text) {
        if (text.length() != 16) {
            throw new IllegalArgumentException("'" + text + "' is no fingerprint of 16 hexadecimal digits");
        }
        return new Fingerprint(HexFormat.fromHexDigitsToLong(text));
    }

    private static long add(long hash, String text) {
        long result = hash;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                return bytes(result, text.substring(i));
            }
            result = add(result, (byte) c);
        }
        return result;
    }

    private static long bytes(long hash, String text) {
        long result = hash;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            result = add(result, b);
        }
        return result;
    }

    private static long add(long hash, byte b) {
        return (hash ^ (b & 0xff)) * PRIME;
    }

    @Override
    public int compareTo(Fingerprint other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return HEX.toHexDigits(value);
    }
}
