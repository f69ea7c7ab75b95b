package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.series.Hash64;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text that senders of version 2.0 use, and the number that it has here. */
final class Symbol implements Run.Member<Symbol> {
    private final int hash;
    private final int id;
    private Slice text;
    private @Nullable Run<Symbol> run;
    private int place;

    private Symbol(byte[] bytes, int hash, int id) {
        this.text = new Slice(bytes, 0, bytes.length);
        this.hash = hash;
        this.id = id;
    }

    int id() {
        return id;
    }

    /** How many bytes the text has. */
    int length() {
        return text.length();
    }

    @Override
    public void stand(Run<Symbol> in, int index) {
        text = new Slice(in.bytes(), in.start(index), in.length(index));
        place = index;
        run = in;
    }

    @Override
    public @Nullable Run<Symbol> run() {
        return run;
    }

    @Override
    public int place() {
        return place;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Symbol symbol && text.equals(symbol.text);
    }

    @Override
    public String toString() {
        return text.toString();
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
            return other instanceof Symbol symbol && symbol.hash == hash && symbol.text.is(bytes, from, length);
        }
    }
}
