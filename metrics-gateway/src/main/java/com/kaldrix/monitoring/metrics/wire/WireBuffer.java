package com.kaldrix.monitoring.metrics.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, with what protocol buffers need to be written. Kept and used again; not safe for several threads. */
final class WireBuffer {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes;
    private int size;

    WireBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** The bytes themselves, which change with the next write. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void put(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void put(byte[] source, int from, int length) {
        ensure(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    void varint(long value) {
        ensure(LONGEST_VARINT);
        size = write(bytes, size, value);
    }

    void fixed64(long value) {
        ensure(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** A field of bytes: tag, length and the bytes. The tag is below 128. */
    void field(int tag, byte[] source, int from, int length) {
        put(tag);
        varint(length);
        put(source, from, length);
    }

    /** Leaves room for this many bytes. */
    void skip(int length) {
        ensure(length);
        size += length;
    }

    /**
     * Writes a length into the room that was left for it at {@code at}, of what follows that room up to the end. What
     * follows is moved when the room does not fit the length.
     */
    void fillLength(int at, int room) {
        int length = size - at - room;
        int needed = size(length);
        if (needed != room) {
            ensure(Math.max(0, needed - room));
            System.arraycopy(bytes, at + room, bytes, at + needed, length);
            size += needed - room;
        }
        write(bytes, at, length);
    }

    /** Puts bytes in between, before the one at {@code at}. */
    void insert(int at, byte[] source, int from, int length) {
        ensure(length);
        System.arraycopy(bytes, at, bytes, at + length, size - at);
        System.arraycopy(source, from, bytes, at, length);
        size += length;
    }

    /** Writes a varint over what is there, which is as long. */
    void overwrite(int at, long value) {
        write(bytes, at, value);
    }

    /** How many bytes a varint takes. */
    static int size(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    private static int write(byte[] bytes, int at, long value) {
        long rest = value;
        int to = at;
        while ((rest & ~0x7fL) != 0) {
            bytes[to++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[to] = (byte) rest;
        return to + 1;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            long wanted = Math.max((long) size + more, 2L * bytes.length);
            if ((long) size + more > Integer.MAX_VALUE - 16) {
                throw new IllegalStateException("a request of remote write grew beyond 2 GB");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
    }
}
