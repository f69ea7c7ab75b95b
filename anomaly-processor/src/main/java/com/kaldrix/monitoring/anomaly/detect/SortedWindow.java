package com.kaldrix.monitoring.anomaly.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The last readings in order of size: exact median, quantiles and median absolute deviation at a bounded cost. They are kept in
 * single precision, as distances from the first of them, which halves what a series costs.
 */
final class SortedWindow {
    /** Makes the median absolute deviation of a normal distribution its standard deviation. */
    private static final double NORMAL = 1.4826;

    private final float[] ring;
    private final float[] sorted;
    private double origin = Double.NaN;
    private int size;
    private int next;

    SortedWindow(int capacity) {
        ring = new float[capacity];
        sorted = new float[capacity];
    }

    int size() {
        return size;
    }

    void add(double given) {
        if (Double.isNaN(origin)) {
            origin = given;
        }
        float value = inside(given);
        if (size == ring.length) {
            replace(ring[next], value);
        } else {
            int at = insertion(value, size);
            System.arraycopy(sorted, at, sorted, at + 1, size - at);
            sorted[at] = value;
            size++;
        }
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
    }

    private float inside(double given) {
        return (float) Math.clamp(given - origin, -Float.MAX_VALUE, Float.MAX_VALUE);
    }

    private void replace(float old, float value) {
        int from = Arrays.binarySearch(sorted, 0, size, old);
        int to = insertion(value, size);
        if (to > from) {
            System.arraycopy(sorted, from + 1, sorted, from, to - 1 - from);
            sorted[to - 1] = value;
        } else {
            System.arraycopy(sorted, to, sorted, to + 1, from - to);
            sorted[to] = value;
        }
    }

    private int insertion(float value, int length) {
        int at = Arrays.binarySearch(sorted, 0, length, value);
        return at < 0 ? -at - 1 : at;
    }

    /** The reading at this place in the order of arrival, the oldest first. */
    double inOrder(int place) {
        return origin + ring[size < ring.length ? place : (next + place) % ring.length];
    }

    double median() {
        return origin + sorted[size / 2];
    }

    double quantile(double q) {
        return origin + sorted[(int) Math.min(size - 1, Math.floor(q * size))];
    }

    /** Median absolute deviation, scaled to the standard deviation of a normal distribution. */
    double deviation() {
        double median = sorted[size / 2];
        int middle = size / 2;
        int below = middle;
        int above = size - 1 - middle;
        int rank = size / 2;
        // The rank smallest distances are some from each side: find how many from above, by bisection.
        int low = Math.max(0, rank - below);
        int high = Math.min(above, rank);
        while (low < high) {
            int fromAbove = (low + high) >>> 1;
            int fromBelow = rank - fromAbove;
            double nextAbove = sorted[middle + fromAbove + 1] - median;
            double lastBelow = fromBelow > 0 ? median - sorted[middle - fromBelow] : 0;
            if (nextAbove < lastBelow) {
                low = fromAbove + 1;
            } else {
                high = fromAbove;
            }
        }
        double fromAbove = low > 0 ? sorted[middle + low] - median : 0;
        double fromBelow = rank - low > 0 ? median - sorted[middle - (rank - low)] : 0;
        return NORMAL * Math.max(fromAbove, fromBelow);
    }

    void save(DataOutput out) throws IOException {
        out.writeShort(size);
        out.writeShort(next);
        out.writeDouble(origin);
        for (int i = 0; i < size; i++) {
            out.writeFloat(ring[i]);
        }
    }

    void load(DataInput in) throws IOException {
        size = in.readShort();
        next = in.readShort();
        origin = in.readDouble();
        for (int i = 0; i < size; i++) {
            ring[i] = in.readFloat();
            sorted[i] = ring[i];
        }
        Arrays.sort(sorted, 0, size);
    }
}
