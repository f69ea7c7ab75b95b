package com.kaldrix.monitoring.compliance.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts by name, in bounded memory: the names that come first are counted one by one, those that come when there is no more room together. The sum is
 * always exact.
 */
final class Tally {
    private final int room;
    private final Map<String, long[]> counts = new HashMap<>();
    private long further;

    /** @param room for how many names */
    Tally(int room) {
        this.room = room;
    }

    void add(String name) {
        long[] count = slot(name);
        if (count == null) {
            further++;
        } else {
            count[0]++;
        }
    }

    /** Counts findings whose names are counted elsewhere already. */
    void addAll(Counts counts) {
        for (Counts.Count count : counts.named()) {
            long[] known = slot(count.name());
            if (known == null) {
                further += count.findings();
            } else {
                known[0] += count.findings();
            }
        }
        further += counts.further();
    }

    /** Counts findings whose names are not known. */
    void addNameless(long findings) {
        further += findings;
    }

    /** Where a name is counted; null when there is no room for it. */
    private long @Nullable [] slot(String name) {
        long[] count = counts.get(name);
        if (count == null && counts.size() < room) {
            count = new long[1];
            counts.put(name, count);
        }
        return count;
    }

    Counts counts() {
        List<Counts.Count> sorted = counts.entrySet().stream()
                .map(entry -> new Counts.Count(entry.getKey(), entry.getValue()[0]))
                .sorted(Comparator.comparingLong(Counts.Count::findings)
                        .reversed()
                        .thenComparing(Counts.Count::name))
                .toList();
        return new Counts(sorted, further);
    }
}
