package com.kaldrix.monitoring.local.remotewrite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes protobuf's wire format into a buffer that grows and is used again. */
final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;

    private byte[] buffer = new byte[1024];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    byte[] array() {
        return buffer;
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /** An {@code int64}, {@code uint32} or enum; zero is left out as proto3 does. */
    void integer(int field, long value) {
        if (value != 0) {
            tag(field, VARINT);
            varint(value);
        }
    }

    /** A {@code double}, also when it is zero, so that every bit pattern survives. */
    void number(int field, double value) {
        tag(field, FIXED64);
        room(8);
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 0; shift < 64; shift += 8) {
            buffer[size++] = (byte) (bits >>> shift);
        }
    }

    void text(int field, String value) {
        bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(int field, byte[] value) {
        bytes(field, value, value.length);
    }

    private void bytes(int field, byte[] value, int length) {
        tag(field, LENGTH);
        varint(length);
        room(length);
        System.arraycopy(value, 0, buffer, size, length);
        size += length;
    }

    /** What another writer holds, as a message or packed field. */
    void message(int field, ProtoWriter nested) {
        bytes(field, nested.buffer, nested.size);
    }

    /** A bare varint, as an element of a packed field. */
    void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void room(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
