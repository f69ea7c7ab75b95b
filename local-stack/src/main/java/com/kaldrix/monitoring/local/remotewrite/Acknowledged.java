package com.kaldrix.monitoring.local.remotewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which samples of a load were acknowledged. All methods may be called by several threads. */
public final class Acknowledged {
    private final LoadShape shape;
    private final Map<Integer, BitSet> ticks = new TreeMap<>();
    private long samples;

    Acknowledged(LoadShape shape) {
        this.shape = shape;
    }

    synchronized void add(LoadShape.Block block, long tick) {
        ticks.computeIfAbsent(block.from(), from -> new BitSet()).set(Math.toIntExact(tick));
        samples += block.size();
    }

    /** How many samples were acknowledged. */
    public synchronized long samples() {
        return samples;
    }

    /**
     * What has not arrived, one line for each series, at most so many lines. Samples that were never acknowledged may have
     * arrived; one that was acknowledged must have.
     *
     * @param arrived what has
     * @param most how many lines at most
     */
    public synchronized List<String> missing(Arrived arrived, int most) {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<Integer, BitSet> block : ticks.entrySet()) {
            int to = Math.min(shape.end(), block.getKey() + shape.perRequest());
            for (int number = block.getKey(); number < to && missing.size() < most; number++) {
                SortedMap<String, String> labels = shape.labels(number);
                long[] there = arrived.sortedTimestamps(labels.getOrDefault(LoadShape.IDENTITY, ""));
                long lost = block.getValue().stream()
                        .filter(tick -> Arrays.binarySearch(there, shape.timestamp(tick)) < 0)
                        .count();
                if (lost > 0) {
                    missing.add(lost + " of " + block.getValue().cardinality() + " acknowledged samples of " + labels);
                }
            }
        }
        return missing;
    }
}
