package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.series.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Things that a sender wrote behind one another, such as the labels of its series, with their bytes in one piece in that
 * order. Senders write the same in the same order time and again; a reader that goes along a run finds each without looking it
 * up, and the memory that it goes through lies in a row, which is what it costs. A run only foretells: its bytes are always
 * compared.
 *
 * <p>Immutable but for what it is followed by and what was found, which may be set by any thread at any time.
 *
 * @param <E> the things
 */
final class Run<E extends Run.Member<E>> {
    private final byte[] bytes;
    private final int[] ends;
    private final E[] entries;
    private @Nullable Run<E> next;
    private @Nullable Series @Nullable [] series;

    /** Something that stands in a run. */
    interface Member<E extends Member<E>> {
        /** The run in which it was written last; null for none. */
        @Nullable
        Run<E> run();

        /** Where in that run: only a guess, for it and the run are not set at once. */
        int place();

        /** It stands in that run now, whose bytes are its own as well. */
        void stand(Run<E> in, int index);
    }

    /**
     * A run of these entries.
     *
     * @param bytes of all of them
     * @param ends where those of each end in it
     */
    Run(byte[] bytes, int[] ends, E[] entries) {
        this.bytes = bytes;
        this.ends = ends;
        this.entries = entries;
    }

    int size() {
        return ends.length;
    }

    int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    int length(int index) {
        return ends[index] - start(index);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the bytes of that entry stand there, all of them before the end. */
    boolean standsAt(int index, byte[] array, int from, int end) {
        int start = start(index);
        int length = ends[index] - start;
        return end - from >= length && Arrays.equals(array, from, from + length, bytes, start, start + length);
    }

    E entry(int index) {
        return entries[index];
    }

    /** The series that was found for that entry before; null when none was. */
    @Nullable
    Series series(int index) {
        @Nullable Series @Nullable [] found = series;
        return found == null ? null : found[index];
    }

    /** Remembers the series of an entry, so that the entry itself need not be looked at. */
    void found(int index, Series of) {
        @Nullable Series @Nullable [] all = series;
        if (all == null) {
            all = new Series[entries.length];
            series = all;
        }
        all[index] = of;
    }

    /** What came behind it; null when nothing is known. */
    @Nullable
    Run<E> next() {
        return next;
    }

    void next(Run<E> following) {
        next = following;
    }
}
