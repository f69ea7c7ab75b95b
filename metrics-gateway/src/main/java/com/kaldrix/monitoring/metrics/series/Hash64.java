package com.kaldrix.monitoring.metrics.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A fast hash of 64 bits, in the manner of wyhash: eight bytes at a time, mixed by the halves of a product of 128 bits. The
 * same in every process and on every machine.
 */
public final class Hash64 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long A = 0xa0761d6478bd642fL;
    private static final long B = 0xe7037ed1a0b428dbL;
    private static final long C = 0x8ebc6af09c88c6e3L;

    private Hash64() {}

    /** The hash of a part of these bytes. */
    public static long of(byte[] bytes, int from, int length) {
        long seed = A ^ length;
        int at = from;
        int left = length;
        while (left >= 16) {
            seed = mix((long) LONG.get(bytes, at) ^ B, (long) LONG.get(bytes, at + 8) ^ seed);
            at += 16;
            left -= 16;
        }
        long a = 0;
        long b = 0;
        if (left >= 8) {
            a = (long) LONG.get(bytes, at);
            at += 8;
            left -= 8;
        }
        if (left >= 4) {
            b = (int) INT.get(bytes, at) & 0xffffffffL;
            at += 4;
            left -= 4;
        }
        for (int shift = 32; left > 0; left--, shift += 8) {
            b |= (bytes[at++] & 0xffL) << shift;
        }
        return mix(mix(a ^ C, b ^ seed), B ^ length);
    }

    /** Two hashes as one; the order counts. */
    public static long mix(long one, long other) {
        return one * other ^ Math.unsignedMultiplyHigh(one, other);
    }
}
