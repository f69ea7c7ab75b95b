package com.kaldrix.monitoring.metrics.series;

/** Unsigned varints of protocol buffers, of up to 31 bits, in bytes that are known to be well-formed. */
final class Varint {
    private Varint() {}

    static int size(int value) {
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    static int write(byte[] bytes, int at, int value) {
        int rest = value;
        int to = at;
        while ((rest & ~0x7f) != 0) {
            bytes[to++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[to] = (byte) rest;
        return to + 1;
    }

    /** Reads one: where it ends in the high half, the value in the low half. */
    static long read(byte[] bytes, int from) {
        int value = 0;
        int at = from;
        int shift = 0;
        while (true) {
            byte b = bytes[at++];
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return (long) at << 32 | value & 0xffffffffL;
            }
            shift += 7;
            if (shift > 28) {
                throw new IllegalArgumentException("a varint has more than 31 bits");
            }
        }
    }

    static int end(long read) {
        return (int) (read >>> 32);
    }

    static int value(long read) {
        return (int) read;
    }
}
