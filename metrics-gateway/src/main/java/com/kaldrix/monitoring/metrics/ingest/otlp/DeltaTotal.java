package com.kaldrix.monitoring.metrics.ingest.otlp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the deltas of one series have come to. Times are those of OTLP, unsigned nanoseconds. */
final class DeltaTotal {
    /** What a point is to a total. */
    enum Turn {
        /** The next one: to be added. */
        NEXT,
        /** The one that was added last, sent again: the total stands. */
        AGAIN,
        /** Older than the last one, so that nobody knows whether it was added. */
        LATE
    }

    private long start;
    private long last;
    private double sum;
    private double[] buckets = {};
    private List<Double> bounds = List.of();
    private @Nullable ExponentialCounts exponential;

    /** When the clock said that it was added to; for {@link DeltaTotals}. */
    long touched;

    /** Since when it counts. */
    long start() {
        return start;
    }

    /** Takes a point's times in, and says what the point is. */
    Turn turn(long pointStart, long time) {
        if (last != 0 && Long.compareUnsigned(time, last) <= 0) {
            return time == last ? Turn.AGAIN : Turn.LATE;
        }
        if (start == 0) {
            start = pointStart == 0 ? time : pointStart;
        }
        last = time;
        return Turn.NEXT;
    }

    /** Adds a value, and is the sum of all. */
    double add(double value) {
        sum += value;
        return sum;
    }

    double sum() {
        return sum;
    }

    /** Adds the buckets of a histogram; with other bounds than before it begins again. */
    void add(List<Double> newBounds, double[] counts, long pointStart, long time) {
        if (!bounds.equals(newBounds) || buckets.length != counts.length) {
            bounds = List.copyOf(newBounds);
            restart(buckets.length > 0, pointStart, time);
            buckets = new double[counts.length];
        }
        for (int i = 0; i < counts.length; i++) {
            buckets[i] += counts[i];
        }
    }

    /** Counts of its buckets, not cumulative over them. */
    double[] buckets() {
        return buckets;
    }

    /**
     * Adds an exponential histogram.
     *
     * @return what all come to
     * @throws ExponentialCounts.NotRepresentableException when they do not fit into one histogram
     */
    ExponentialCounts add(ExponentialCounts counts) {
        ExponentialCounts total = exponential == null ? counts.summed() : exponential.plus(counts);
        exponential = total;
        return total;
    }

    @Nullable
    ExponentialCounts exponential() {
        return exponential;
    }

    private void restart(boolean hadSome, long pointStart, long time) {
        if (hadSome) {
            sum = 0;
            start = pointStart == 0 ? time : pointStart;
        }
    }

    /** How many numbers it holds. */
    int size() {
        return 1 + buckets.length + bounds.size() + (exponential == null ? 0 : exponential.size());
    }

    DeltaTotal copy() {
        DeltaTotal copy = new DeltaTotal();
        copy.start = start;
        copy.last = last;
        copy.sum = sum;
        copy.buckets = buckets.clone();
        copy.bounds = bounds;
        copy.exponential = exponential;
        copy.touched = touched;
        return copy;
    }
}
