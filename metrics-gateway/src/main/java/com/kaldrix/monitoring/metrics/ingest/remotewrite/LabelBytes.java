package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.series.Hash64;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A series by the bytes of its labels as a sender of version 1.0 writes them. */
final class LabelBytes extends KnownSeries {
    private final byte[] bytes;

    private LabelBytes(byte[] bytes, int hash) {
        super(hash);
        this.bytes = bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof LabelBytes labels
                        && labels.hashCode() == hashCode()
                        && Arrays.equals(bytes, labels.bytes);
    }

    int length() {
        return bytes.length;
    }

    /** Whether exactly these labels stand there. */
    boolean standsAt(byte[] array, int from, int end) {
        return end - from >= bytes.length && Arrays.equals(array, from, from + bytes.length, bytes, 0, bytes.length);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes of labels";
    }

    /** Looks for a part of an array without copying it. For one thread. */
    static final class Probe {
        private byte[] bytes = new byte[0];
        private int from;
        private int length;
        private int hash;

        Probe of(byte[] array, int start, int count) {
            bytes = array;
            from = start;
            length = count;
            hash = Long.hashCode(Hash64.of(array, start, count));
            return this;
        }

        LabelBytes toEntry() {
            return new LabelBytes(Arrays.copyOfRange(bytes, from, from + length), hash);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof LabelBytes entry
                    && entry.hashCode() == hash
                    && Arrays.equals(bytes, from, from + length, entry.bytes, 0, entry.bytes.length);
        }
    }
}
