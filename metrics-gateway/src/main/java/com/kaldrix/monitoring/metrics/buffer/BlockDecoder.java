package com.kaldrix.monitoring.metrics.buffer;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Shows the content of a block whose checksum holds. For one thread. */
final class BlockDecoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final UnaryOperator<EncodedLabels> canonical;
    private byte[] bytes = new byte[0];
    private int at;

    /** @param canonical which object stands for the labels of a series */
    BlockDecoder(UnaryOperator<EncodedLabels> canonical) {
        this.canonical = canonical;
    }

    /**
     * Shows what stands from {@code from} on.
     *
     * @param known how many series the segment has had so far
     * @return how many it has with this block
     */
    int decode(byte[] block, int from, int known, BlockVisitor visitor) {
        bytes = block;
        at = from;
        int series = known;
        for (int count = count(); count > 0; count--) {
            visitor.series(series++, canonical.apply(labels()));
        }
        samples(visitor);
        histograms(visitor);
        for (int count = count(); count > 0; count--) {
            int id = count();
            long time = zigzag();
            double value = value();
            visitor.exemplar(id, labels(), value, time);
        }
        for (int count = count(); count > 0; count--) {
            int type = count();
            visitor.metadata(text(), type, text(), text());
        }
        for (int count = count(); count > 0; count--) {
            visitor.note(text(), text());
        }
        return series;
    }

    /** Shows the series of a block alone. */
    int series(byte[] block, int from, int known, BlockVisitor visitor) {
        bytes = block;
        at = from;
        int series = known;
        for (int count = count(); count > 0; count--) {
            visitor.series(series++, canonical.apply(labels()));
        }
        return series;
    }

    private void samples(BlockVisitor visitor) {
        int count = count();
        byte[] from = bytes;
        int id = 0;
        long time = 0;
        for (int i = 0; i < count; i++) {
            long head = varint();
            long change = head >>> 1;
            id += (int) (change >>> 1 ^ -(change & 1));
            time += zigzag();
            long start = (head & 1) != 0 ? zigzag() : 0;
            double value = Double.longBitsToDouble((long) LONG.get(from, at));
            at += 8;
            visitor.sample(id, time, value, start);
        }
    }

    private void histograms(BlockVisitor visitor) {
        for (int count = count(); count > 0; count--) {
            int id = count();
            long time = zigzag();
            long start = zigzag();
            int length = count();
            visitor.histogram(id, time, bytes, at, length, start);
            at += length;
        }
    }

    private EncodedLabels labels() {
        int length = count();
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return EncodedLabels.ofBytes(copy);
    }

    private String text() {
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private double value() {
        double value = Double.longBitsToDouble((long) LONG.get(bytes, at));
        at += 8;
        return value;
    }

    private int count() {
        return (int) varint();
    }

    private long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private long varint() {
        byte first = bytes[at++];
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7f;
        int shift = 7;
        while (true) {
            byte b = bytes[at++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
            shift += 7;
        }
    }
}
