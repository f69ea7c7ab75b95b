package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.series.Hash64;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a target's pages that are known, found by their bytes without allocation. It holds what the last pages held
 * and no more, once {@link #removeIf} has been called. For one thread.
 */
final class KnownLines {
    private static final int SMALLEST = 64;

    private @Nullable KnownLine[] slots = new KnownLine[SMALLEST];
    private int size;
    private int generation;

    /** From now on nothing is found of what is there; it stays until it is removed. */
    void renew() {
        generation++;
    }

    int generation() {
        return generation;
    }

    int size() {
        return size;
    }

    static long hash(byte[] bytes, int from, int to) {
        return Hash64.of(bytes, from, to - from);
    }

    @Nullable
    KnownLine find(byte[] bytes, int from, int to, long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (true) {
            @Nullable KnownLine line = slots[slot];
            if (line == null) {
                return null;
            }
            if (line.hash == hash
                    && line.generation == generation
                    && Arrays.equals(line.bytes, 0, line.bytes.length, bytes, from, to)) {
                return line;
            }
            slot = slot + 1 & mask;
        }
    }

    void add(KnownLine line) {
        if ((size + 1) * 2 > slots.length) {
            rebuild(slots.length * 2, all -> true);
        }
        put(line);
    }

    void forEach(Consumer<KnownLine> action) {
        for (@Nullable KnownLine line : slots) {
            if (line != null) {
                action.accept(line);
            }
        }
    }

    /** Removes lines; what remains may take less room than before. */
    void removeIf(Predicate<KnownLine> condition) {
        int[] kept = new int[1];
        forEach(line -> kept[0] += condition.test(line) ? 0 : 1);
        if (kept[0] < size) {
            rebuild(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, kept[0]) * 2) * 2), condition.negate());
        }
    }

    private void rebuild(int room, Predicate<KnownLine> keep) {
        @Nullable KnownLine[] old = slots;
        slots = new KnownLine[room];
        size = 0;
        for (@Nullable KnownLine line : old) {
            if (line != null && keep.test(line)) {
                put(line);
            }
        }
    }

    private void put(KnownLine line) {
        int mask = slots.length - 1;
        int slot = (int) line.hash & mask;
        while (slots[slot] != null) {
            slot = slot + 1 & mask;
        }
        slots[slot] = line;
        size++;
    }
}
