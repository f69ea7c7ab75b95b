package com.kaldrix.monitoring.common.event;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a {@link QuantileSketch} together. For one thread. */
public final class QuantileSketchBuilder {
    /** Six digits: far more than the two in a hundred that a value is held to, and short on the wire. */
    private static final MathContext DIGITS = new MathContext(6);

    /** A bucket that begins at zero is spread no further down than this part of its end. */
    private static final double LEAST_PART = 1e-3;

    private final TreeMap<Integer, Double> buckets = new TreeMap<>();
    private double zero;

    /** Values of this size; what is negative or no number counts as zero. */
    public QuantileSketchBuilder add(double value, double count) {
        if (count > 0) {
            if (value > 0) {
                buckets.merge(QuantileSketch.bucket(value), count, Double::sum);
            } else {
                zero += count;
            }
        }
        return this;
    }

    /**
     * Values of which only bounds are known, taken as spread evenly between them, as Prometheus does in
     * {@code histogram_quantile}.
     *
     * @param low from where, at least 0
     * @param high to where; infinity when that is not known, which counts all as {@code low}
     */
    public QuantileSketchBuilder spread(double low, double high, double count) {
        if (!(count > 0)) {
            return this;
        }
        if (Double.isInfinite(high) || high <= low || high <= 0) {
            return add(Math.min(low, high), count);
        }
        double from = Math.max(low, high * LEAST_PART);
        int last = QuantileSketch.bucket(high);
        double width = high - from;
        for (int bucket = QuantileSketch.bucket(from); bucket <= last; bucket++) {
            double overlap =
                    Math.min(high, QuantileSketch.bound(bucket)) - Math.max(from, QuantileSketch.bound(bucket - 1));
            if (overlap > 0) {
                buckets.merge(bucket, count * overlap / width, Double::sum);
            }
        }
        return this;
    }

    public QuantileSketch build() {
        if (buckets.isEmpty()) {
            return new QuantileSketch(rounded(zero), 0, List.of());
        }
        int first = buckets.firstKey();
        List<Double> counts = new ArrayList<>();
        for (Map.Entry<Integer, Double> bucket : buckets.entrySet()) {
            while (first + counts.size() < bucket.getKey()) {
                counts.add(0.0);
            }
            counts.add(rounded(bucket.getValue()));
        }
        return new QuantileSketch(rounded(zero), first, counts);
    }

    private static double rounded(double count) {
        return new BigDecimal(count).round(DIGITS).doubleValue();
    }
}
