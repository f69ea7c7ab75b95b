package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of an array that nobody changes; two are equal when their bytes are. */
record Slice(byte[] bytes, int from, int length) {
    /** Whether these are the same bytes. */
    boolean is(byte[] array, int start, int count) {
        return count == length && Arrays.equals(array, start, start + count, bytes, from, from + length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Slice slice && is(slice.bytes, slice.from, slice.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return Wire.text(bytes, from, length);
    }
}
