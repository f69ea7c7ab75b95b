package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Goes through a message of protocol buffers where it lies. Never reads beyond the limit, whatever lengths the message
 * claims to have. For one thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, Encoding</a>
 */
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int at;
    private int limit;

    /** Begins with a part of these bytes. */
    void over(byte[] message, int from, int end) {
        bytes = message;
        at = from;
        limit = end;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int limit() {
        return limit;
    }

    /** Goes on at another place, up to another limit. */
    void move(int to, int end) {
        at = to;
        limit = end;
    }

    boolean more() {
        return at < limit;
    }

    /** The number and type of the next field, as one number: {@code field << 3 | type}. */
    int tag() {
        long tag = varint();
        if (tag <= 7 || tag > 0xffff_ffffL) {
            throw new MalformedWriteException("a field has no valid number");
        }
        return (int) tag;
    }

    long varint() {
        if (at < limit) {
            byte first = bytes[at];
            if (first >= 0) {
                at++;
                return first;
            }
        }
        return longVarint();
    }

    private long longVarint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at >= limit) {
                throw new MalformedWriteException("the message ends within a number");
            }
            byte b = bytes[at++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new MalformedWriteException("a number has more than ten bytes");
    }

    /** The length of a field of bytes, which is checked against what is left. */
    int length() {
        long length = varint();
        if (length < 0 || length > limit - at) {
            throw new MalformedWriteException(
                    "a field claims " + Long.toUnsignedString(length) + " bytes where " + (limit - at) + " are left");
        }
        return (int) length;
    }

    long fixed64() {
        if (limit - at < 8) {
            throw new MalformedWriteException("the message ends within a number");
        }
        long value = (long) LONG.get(bytes, at);
        at += 8;
        return value;
    }

    double fixedDouble() {
        return Double.longBitsToDouble(fixed64());
    }

    /** Passes over a field that is of no interest. */
    void skip(int tag) {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> fixed64();
            case BYTES -> {
                int length = length();
                at += length;
            }
            case FIXED32 -> {
                if (limit - at < 4) {
                    throw new MalformedWriteException("the message ends within a number");
                }
                at += 4;
            }
            default -> throw new MalformedWriteException("a field has the unknown type " + (tag & 7));
        }
    }

    /** Passes over bytes that were looked at. */
    void pass(int length) {
        at += length;
    }

    /** A field of bytes as text. */
    String text() {
        int length = length();
        String text = text(bytes, at, length);
        at += length;
        return text;
    }

    /** Bytes as text; what is no UTF-8 is refused. */
    static String text(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // The decoder puts U+FFFD where bytes are wrong; few texts have it for any other reason.
        if (text.indexOf('\ufffd') >= 0 && text.getBytes(StandardCharsets.UTF_8).length != length) {
            throw new MalformedWriteException("a text is no UTF-8");
        }
        if (text.indexOf('\ufffd') >= 0) {
            byte[] again = text.getBytes(StandardCharsets.UTF_8);
            if (!java.util.Arrays.equals(again, 0, length, bytes, from, from + length)) {
                throw new MalformedWriteException("a text is no UTF-8");
            }
        }
        return text;
    }
}
