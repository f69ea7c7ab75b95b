package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.series.Hash64;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A series by the bytes of its labels as a sender of version 1.0 writes them. */
final class LabelBytes extends KnownSeries implements Run.Member<LabelBytes> {
    private Slice labels;
    private @Nullable Run<LabelBytes> run;
    private int place;

    private LabelBytes(byte[] bytes, int hash) {
        super(hash);
        this.labels = new Slice(bytes, 0, bytes.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof LabelBytes entry) || entry.hashCode() != hashCode()) {
            return false;
        }
        return labels.equals(entry.labels);
    }

    @Override
    public void stand(Run<LabelBytes> in, int index) {
        labels = new Slice(in.bytes(), in.start(index), in.length(index));
        place = index;
        run = in;
    }

    @Override
    public @Nullable Run<LabelBytes> run() {
        return run;
    }

    @Override
    public int place() {
        return place;
    }

    @Override
    public String toString() {
        return labels.length() + " bytes of labels";
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
                    && entry.labels.is(bytes, from, length);
        }
    }
}
