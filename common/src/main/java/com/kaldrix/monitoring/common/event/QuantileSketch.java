package com.kaldrix.monitoring.common.event;

import java.util.ArrayList;
import java.util.List;

/**
 * How values that are not negative are distributed, to within two in a hundred of each value: counts in buckets whose bounds
 * grow by a constant factor (Masson, Rim, Lee: DDSketch, VLDB 2019). Sketches of different places merge by adding counts, in
 * any order, without further error. Counts may be fractions, for rates.
 *
 * @param zero how much lies at zero, or so near that no bucket holds it
 * @param first number of the first bucket; bucket {@code i} holds what is above {@code GAMMA^(i-1)} up to {@code GAMMA^i}
 * @param counts of the buckets from {@code first} on; empty when all is at zero
 */
public record QuantileSketch(double zero, int first, List<Double> counts) {
    /** By how much a bucket's upper bound is above its lower. */
    public static final double GAMMA = 1.02 / 0.98;

    private static final double LOG_GAMMA = Math.log(GAMMA);
    /** From 1e-9 to 1e12 in any unit. */
    private static final int LEAST = (int) Math.floor(Math.log(1e-9) / LOG_GAMMA);

    private static final int MOST = (int) Math.ceil(Math.log(1e12) / LOG_GAMMA);
    private static final QuantileSketch EMPTY = new QuantileSketch(0, 0, List.of());

    @SuppressWarnings("ConstantValue")
    public QuantileSketch {
        counts = counts == null ? List.of() : List.copyOf(counts);
        if (!(zero >= 0) || Double.isInfinite(zero)) {
            throw new MalformedEvent("sketch.zero", "is no count");
        }
        if (first < LEAST || first + counts.size() - 1 > MOST) {
            throw new MalformedEvent("sketch.first", "leads to buckets that do not exist");
        }
        for (double count : counts) {
            if (!(count >= 0) || Double.isInfinite(count)) {
                throw new MalformedEvent("sketch.counts", "holds what is no count");
            }
        }
    }

    /** Of nothing. */
    public static QuantileSketch empty() {
        return EMPTY;
    }

    /** The number of the bucket that holds a value above zero. */
    static int bucket(double value) {
        return Math.clamp((int) Math.ceil(Math.log(value) / LOG_GAMMA), LEAST, MOST);
    }

    /** The upper bound of a bucket. */
    static double bound(int bucket) {
        return Math.exp(bucket * LOG_GAMMA);
    }

    /** Of both together. */
    public QuantileSketch merge(QuantileSketch other) {
        if (other.counts.isEmpty()) {
            return new QuantileSketch(zero + other.zero, first, counts);
        }
        if (counts.isEmpty()) {
            return new QuantileSketch(zero + other.zero, other.first, other.counts);
        }
        int from = Math.min(first, other.first);
        int to = Math.max(first + counts.size(), other.first + other.counts.size());
        List<Double> sums = new ArrayList<>(to - from);
        for (int bucket = from; bucket < to; bucket++) {
            sums.add(count(bucket) + other.count(bucket));
        }
        return new QuantileSketch(zero + other.zero, from, sums);
    }

    private double count(int bucket) {
        int place = bucket - first;
        return place < 0 || place >= counts.size() ? 0 : counts.get(place);
    }

    /** How much there is in all. */
    public double total() {
        double total = zero;
        for (double count : counts) {
            total += count;
        }
        return total;
    }

    /**
     * The value below which this share of all lies.
     *
     * @param share from 0 to 1
     * @return NaN when there is nothing
     */
    public double quantile(double share) {
        double total = total();
        if (total <= 0) {
            return Double.NaN;
        }
        double rank = Math.clamp(share, 0, 1) * total;
        double below = zero;
        if (below >= rank && zero > 0) {
            return 0;
        }
        for (int place = 0; place < counts.size(); place++) {
            double count = counts.get(place);
            if (count > 0 && below + count >= rank) {
                double low = bound(first + place - 1);
                return low + (bound(first + place) - low) * Math.clamp((rank - below) / count, 0, 1);
            }
            below += count;
        }
        return counts.isEmpty() ? 0 : bound(first + counts.size() - 1);
    }
}
