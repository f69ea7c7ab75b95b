package com.kaldrix.monitoring.compliance.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        long[] count = counts.get(name);
        if (count != null) {
            count[0]++;
        } else if (counts.size() < room) {
            counts.put(name, new long[] {1});
        } else {
            further++;
        }
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
