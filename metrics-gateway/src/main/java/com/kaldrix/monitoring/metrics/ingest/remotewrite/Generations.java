package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was used lately: a young generation and the one before it, which is forgotten when the young one grows old
 * or large. Entries are their own keys and are found by probes that equal them. Safe for several threads.
 *
 * @param <E> of the entries
 */
final class Generations<E> {
    private final int most;
    private volatile Map<Object, E> young = new ConcurrentHashMap<>();
    private volatile Map<Object, E> old = new ConcurrentHashMap<>();

    /** @param most how many entries a generation has at the most */
    Generations(int most) {
        this.most = most;
    }

    /** The entry that the probe equals; null when there is none. */
    @Nullable
    E find(Object probe) {
        @Nullable E entry = young.get(probe);
        if (entry == null) {
            entry = old.get(probe);
            if (entry != null) {
                young.put(entry, entry);
            }
        }
        return entry;
    }

    /** Adds an entry; another that is equal and came first is returned in its place. */
    E add(E entry) {
        if (young.size() >= most) {
            turn();
        }
        @Nullable E raced = young.putIfAbsent(entry, entry);
        return raced == null ? entry : raced;
    }

    /** What was not used since the last turn is forgotten. */
    synchronized void turn() {
        old = young;
        young = new ConcurrentHashMap<>();
    }

    /** Everything is forgotten. */
    synchronized void clear() {
        old = new ConcurrentHashMap<>();
        young = new ConcurrentHashMap<>();
    }

    int size() {
        return young.size() + old.size();
    }
}
