package com.kaldrix.monitoring.local.aws.cloudwatch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of CBOR (RFC 8949) that Smithy's RPC protocol uses. Maps have text as keys; a time is tag 1 with seconds since
 * 1970. Everything malformed is an {@link IllegalArgumentException}.
 */
final class Cbor {
    private static final int DEEPEST = 32;
    private static final int BREAK = 0xFF;
    private static final int INDEFINITE = 31;

    private final byte[] bytes;
    private int at;

    private Cbor(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The one value that the bytes hold: a map, list, text, byte array, {@code Long}, {@code Double}, {@code Boolean}, {@code Instant} or null. */
    static @Nullable Object read(byte[] bytes) {
        Cbor cbor = new Cbor(bytes);
        Object value = cbor.value(0);
        if (cbor.at != bytes.length) {
            throw new IllegalArgumentException("there is more than one value");
        }
        return value;
    }

    /** A map of texts to texts. */
    static byte[] write(Map<String, String> map) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        head(out, 5, map.size());
        map.forEach((key, value) -> {
            text(out, key);
            text(out, value);
        });
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        head(out, 3, utf8.length);
        out.writeBytes(utf8);
    }

    private static void head(ByteArrayOutputStream out, int major, int length) {
        if (length < 24) {
            out.write(major << 5 | length);
        } else {
            out.write(major << 5 | 26);
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write(length >>> shift);
            }
        }
    }

    private @Nullable Object value(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("the value is nested too deeply");
        }
        int head = next();
        int major = head >>> 5;
        int low = head & 31;
        return switch (major) {
            case 0 -> length(low);
            case 1 -> -1 - length(low);
            case 2 -> chunks(2, low);
            case 3 -> new String(chunks(3, low), StandardCharsets.UTF_8);
            case 4 -> list(low, depth);
            case 5 -> map(low, depth);
            case 6 -> tagged(length(low), value(depth + 1));
            default -> simple(low);
        };
    }

    private static @Nullable Object tagged(long tag, @Nullable Object value) {
        if (tag != 1) {
            return value;
        }
        if (value instanceof Long seconds) {
            return Instant.ofEpochSecond(seconds);
        }
        if (value instanceof Double seconds && Double.isFinite(seconds)) {
            return Instant.ofEpochMilli(Math.round(seconds * 1000));
        }
        throw new IllegalArgumentException("a time is not a number");
    }

    private @Nullable Object simple(int low) {
        return switch (low) {
            case 20 -> false;
            case 21 -> true;
            case 22, 23 -> null;
            case 25 -> (double) Float.float16ToFloat((short) number(2));
            case 26 -> (double) Float.intBitsToFloat((int) number(4));
            case 27 -> Double.longBitsToDouble(number(8));
            default -> throw new IllegalArgumentException("there is an unknown simple value " + low);
        };
    }

    private List<@Nullable Object> list(int low, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        if (low == INDEFINITE) {
            while (!atBreak()) {
                list.add(value(depth + 1));
            }
        } else {
            int length = size(low);
            for (int index = 0; index < length; index++) {
                list.add(value(depth + 1));
            }
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int low, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (low == INDEFINITE) {
            while (!atBreak()) {
                map.put(key(depth), value(depth + 1));
            }
        } else {
            int length = size(low);
            for (int index = 0; index < length; index++) {
                map.put(key(depth), value(depth + 1));
            }
        }
        return map;
    }

    private String key(int depth) {
        if (value(depth + 1) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a key is not text");
    }

    private byte[] chunks(int major, int low) {
        if (low != INDEFINITE) {
            return part(size(low));
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (!atBreak()) {
            int head = next();
            if (head >>> 5 != major) {
                throw new IllegalArgumentException("a chunk is of another kind than its whole");
            }
            whole.writeBytes(part(size(head & 31)));
        }
        return whole.toByteArray();
    }

    private boolean atBreak() {
        if (at < bytes.length && (bytes[at] & 0xFF) == BREAK) {
            at++;
            return true;
        }
        return false;
    }

    /** A length that the rest can hold: each element has at least one byte. */
    private int size(int low) {
        long length = length(low);
        if (length < 0 || length > bytes.length - at) {
            throw new IllegalArgumentException("a length leads beyond the end");
        }
        return (int) length;
    }

    private long length(int low) {
        return switch (low) {
            case 24 -> number(1);
            case 25 -> number(2);
            case 26 -> number(4);
            case 27 -> number(8);
            default -> {
                if (low > 27) {
                    throw new IllegalArgumentException("there is an unknown length " + low);
                }
                yield low;
            }
        };
    }

    private long number(int length) {
        long value = 0;
        for (int index = 0; index < length; index++) {
            value = value << 8 | next();
        }
        return value;
    }

    private byte[] part(int length) {
        byte[] part = new byte[length];
        System.arraycopy(bytes, at, part, 0, length);
        at += length;
        return part;
    }

    private int next() {
        if (at >= bytes.length) {
            throw new IllegalArgumentException("the value is cut off");
        }
        return bytes[at++] & 0xFF;
    }
}
