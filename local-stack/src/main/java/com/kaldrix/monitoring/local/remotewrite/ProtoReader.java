package com.kaldrix.monitoring.local.remotewrite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads protobuf's wire format from a part of an array. Everything malformed is an {@link IllegalArgumentException}. */
final class ProtoReader {
    private final byte[] buffer;
    private int at;
    private final int end;
    private int field;
    private int type;

    ProtoReader(byte[] buffer) {
        this(buffer, 0, buffer.length);
    }

    private ProtoReader(byte[] buffer, int from, int end) {
        this.buffer = buffer;
        this.at = from;
        this.end = end;
    }

    /** Goes to the next field; false at the end. */
    boolean next() {
        if (at >= end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        if (field == 0) {
            throw new IllegalArgumentException("a field has number 0");
        }
        return true;
    }

    int field() {
        return field;
    }

    /** The length-delimited value as a message of its own. */
    ProtoReader message() {
        expect(2);
        int length = length();
        ProtoReader nested = new ProtoReader(buffer, at, at + length);
        at += length;
        return nested;
    }

    String text() {
        byte[] bytes = bytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        expect(2);
        int length = length();
        byte[] bytes = Arrays.copyOfRange(buffer, at, at + length);
        at += length;
        return bytes;
    }

    long integer() {
        expect(0);
        return varint();
    }

    double number() {
        expect(1);
        if (end - at < 8) {
            throw new IllegalArgumentException("a number is cut off");
        }
        long bits = 0;
        for (int index = 7; index >= 0; index--) {
            bits = bits << 8 | buffer[at + index] & 0xFF;
        }
        at += 8;
        return Double.longBitsToDouble(bits);
    }

    /** A repeated {@code uint32}: one element, or all of them packed. */
    void integers(IntSink sink) {
        if (type == 0) {
            sink.take(index(varint()));
            return;
        }
        ProtoReader packed = message();
        while (packed.at < packed.end) {
            sink.take(index(packed.varint()));
        }
    }

    private static int index(long value) {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a reference is out of range");
        }
        return (int) value;
    }

    /** Takes elements of a packed field. */
    interface IntSink {
        void take(int value);
    }

    void skip() {
        switch (type) {
            case 0 -> varint();
            case 1 -> advance(8);
            case 2 -> advance(length());
            case 5 -> advance(4);
            default -> throw new IllegalArgumentException("a field has the unknown wire type " + type);
        }
    }

    private void advance(int bytes) {
        if (end - at < bytes) {
            throw new IllegalArgumentException("a field is cut off");
        }
        at += bytes;
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException("a length leads beyond the end");
        }
        return (int) length;
    }

    private void expect(int wanted) {
        if (type != wanted) {
            throw new IllegalArgumentException("field " + field + " has wire type " + type + ", not " + wanted);
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw new IllegalArgumentException("a number is cut off");
            }
            byte next = buffer[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than ten bytes");
    }
}
