package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.series.Hash64;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text that senders of version 2.0 use, and the number that it has here. */
final class Symbol {
    private final byte[] bytes;
    private final int hash;
    private final int id;
    private @Nullable Symbol next;

    private Symbol(byte[] bytes, int hash, int id) {
        this.bytes = bytes;
        this.hash = hash;
        this.id = id;
    }

    int id() {
        return id;
    }

    /** The text that was used first behind this one the last time: senders keep their order. Null when none was. */
    @Nullable
    Symbol next() {
        return next;
    }

    void next(Symbol following) {
        if (next != following) {
            next = following;
        }
    }

    boolean standsAt(byte[] array, int from, int length) {
        return length == bytes.length && Arrays.equals(array, from, from + length, bytes, 0, length);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Symbol symbol && Arrays.equals(bytes, symbol.bytes);
    }

    @Override
    public String toString() {
        return Wire.text(bytes, 0, bytes.length);
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

        Symbol toEntry(int id) {
            return new Symbol(Arrays.copyOfRange(bytes, from, from + length), hash, id);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Symbol symbol
                    && symbol.hash == hash
                    && Arrays.equals(bytes, from, from + length, symbol.bytes, 0, symbol.bytes.length);
        }
    }
}
