package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.series.Hash64;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A series by the numbers of its labels' names and values in the order in which a sender of version 2.0 writes them. */
final class SymbolRefs extends KnownSeries implements Run.Member<SymbolRefs> {
    private final int[] ids;

    private SymbolRefs(int[] ids, int hash) {
        super(hash);
        this.ids = ids;
    }

    /** In none that can be gone on with: the bytes of references mean something only within one table of symbols. */
    @Override
    public @Nullable Run<SymbolRefs> run() {
        return null;
    }

    @Override
    public int place() {
        return 0;
    }

    @Override
    public void stand(Run<SymbolRefs> in, int index) {
        // Found by the table of symbols, never by the series.
    }

    /** The numbers, not a copy. */
    int[] ids() {
        return ids;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof SymbolRefs refs && refs.hashCode() == hashCode() && Arrays.equals(ids, refs.ids);
    }

    @Override
    public String toString() {
        return ids.length / 2 + " labels";
    }

    /** Collects numbers and looks for a series that has them. For one thread. */
    static final class Probe {
        private int[] ids = new int[64];
        private int size;
        private int hash;

        Probe clear() {
            size = 0;
            return this;
        }

        void add(int id) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
            }
            ids[size++] = id;
        }

        int size() {
            return size;
        }

        Probe done() {
            long mixed = size;
            for (int i = 0; i + 1 < size; i += 2) {
                mixed = Hash64.mix(mixed ^ ((long) ids[i] << 32 | ids[i + 1]), 0x9e3779b97f4a7c15L);
            }
            hash = Long.hashCode(mixed);
            return this;
        }

        SymbolRefs toEntry() {
            return new SymbolRefs(Arrays.copyOf(ids, size), hash);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SymbolRefs entry
                    && entry.hashCode() == hash
                    && Arrays.equals(ids, 0, size, entry.ids, 0, entry.ids.length);
        }
    }
}
