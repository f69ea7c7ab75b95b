package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.series.Series;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Goes along {@link Run}s while a request is read, and makes new ones of requests that no run foretells. For one thread.
 *
 * @param <E> what the runs have
 */
final class RunFollower<E extends Run.Member<E>> {
    /** Long enough that there are few, short enough that what is no longer written does not keep much else alive. */
    private static final int LONGEST_RUN = 256;
    /** New runs are made when more than this part of a request was not foretold. */
    private static final int TOLERATED = 8;

    private static final int CAPACITY = 2048;
    private static final int KEPT = 1 << 16;

    private final IntFunction<E[]> array;
    private @Nullable Run<E> run;
    private int at;
    private int misses;
    private int count;
    private E[] entries;
    private int[] starts = new int[CAPACITY];
    private int[] lengths = new int[CAPACITY];

    /** @param array makes arrays of what the runs have */
    RunFollower(IntFunction<E[]> array) {
        this.array = array;
        this.entries = array.apply(CAPACITY);
    }

    /**
     * A request begins.
     *
     * @param first which run is expected; null when that is not known before something has come
     */
    void begin(@Nullable Run<E> first) {
        run = first;
        at = 0;
        misses = 0;
        count = 0;
    }

    /** Whether what is foretold stands there. Then it is what the other methods speak of. */
    boolean foretells(byte[] bytes, int from, int end) {
        Run<E> current = run;
        if (current != null && at == current.size()) {
            current = current.next();
            run = current;
            at = 0;
        }
        return current != null && current.standsAt(at, bytes, from, end);
    }

    /** How many bytes what is foretold has. */
    int length() {
        return run == null ? 0 : run.length(at);
    }

    @Nullable
    E foretold() {
        return run == null ? null : run.entry(at);
    }

    /** The series that was found before for what is foretold; null when none was. */
    @Nullable
    Series series() {
        return run == null ? null : run.series(at);
    }

    /** The series of what is foretold. */
    void found(Series series) {
        if (run != null) {
            run.found(at, series);
        }
    }

    /** What was foretold came, at that place. */
    void went(int from) {
        if (run != null) {
            note(run.entry(at), from, run.length(at));
            at++;
        }
    }

    /** Something that was not foretold came, at that place and with so many bytes. */
    void came(E entry, int from, int length) {
        misses++;
        note(entry, from, length);
        Run<E> there = entry.run();
        int place = entry.place();
        if (run != null && there != null && place == 0 && at == run.size()) {
            run.next(there);
        }
        run = there;
        at = there == null ? 0 : Math.min(place + 1, there.size());
    }

    private void note(E entry, int from, int length) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        entries[count] = entry;
        starts[count] = from;
        lengths[count] = length;
        count++;
    }

    /** How many have come. */
    int count() {
        return count;
    }

    /** What came at that position of the request, which has not ended. */
    E came(int index) {
        return entries[index];
    }

    /**
     * The request has ended; its bytes are still there.
     *
     * @return the first of the runs that were made of it; null when it was foretold well enough
     */
    @Nullable
    Run<E> end(byte[] bytes) {
        @Nullable Run<E> made = misses > count / TOLERATED ? record(bytes) : null;
        if (entries.length > KEPT) {
            entries = array.apply(CAPACITY);
            starts = new int[CAPACITY];
            lengths = new int[CAPACITY];
        }
        run = null;
        return made;
    }

    private @Nullable Run<E> record(byte[] bytes) {
        @Nullable Run<E> first = null;
        @Nullable Run<E> before = null;
        for (int from = 0; from < count; from += LONGEST_RUN) {
            Run<E> made = record(bytes, from, Math.min(count, from + LONGEST_RUN));
            if (before == null) {
                first = made;
            } else {
                before.next(made);
            }
            before = made;
        }
        return first;
    }

    private Run<E> record(byte[] bytes, int from, int to) {
        E[] members = Arrays.copyOfRange(entries, from, to);
        int[] ends = new int[members.length];
        int length = 0;
        for (int i = 0; i < members.length; i++) {
            length += lengths[from + i];
            ends[i] = length;
        }
        byte[] own = new byte[length];
        for (int i = 0; i < members.length; i++) {
            int size = lengths[from + i];
            System.arraycopy(bytes, starts[from + i], own, ends[i] - size, size);
        }
        Run<E> made = new Run<>(own, ends, members);
        for (int i = 0; i < members.length; i++) {
            members[i].stand(made, i);
        }
        return made;
    }
}
