package com.kaldrix.monitoring.metrics.histogram;

import java.util.List;

/**
 * A native histogram of Prometheus. It may contradict itself, since that is what a source may send: {@link HistogramCheck}
 * tells. Counts are doubles, which are exact up to 2<sup>53</sup>.
 *
 * @param integer whether the source counts in whole numbers; otherwise a float histogram
 * @param schema from -4 to 8 a bucket's bound is the one before times 2<sup>2<sup>-schema</sup></sup>; {@link #CUSTOM} when
 *     the bounds are {@code customBounds}
 * @param resetHint what is known of a counter reset
 * @param count how many observations; those that are not numbers count as well
 * @param sum of all observations; {@code NaN} when one was no number, and the stale marker for a histogram that ended
 * @param zeroThreshold observations up to this distance from zero are in the zero bucket
 * @param zeroCount how many are in the zero bucket
 * @param positive buckets above zero
 * @param negative buckets below zero
 * @param customBounds upper bounds of custom buckets, without infinity; empty unless the schema is {@link #CUSTOM}
 * @see <a href="https://prometheus.io/docs/specs/native_histograms/">Native Histograms</a>
 */
public record NativeHistogram(
        boolean integer,
        int schema,
        ResetHint resetHint,
        double count,
        double sum,
        double zeroThreshold,
        double zeroCount,
        Buckets positive,
        Buckets negative,
        List<Double> customBounds) {
    /** The schema of histograms whose bounds are given. */
    public static final int CUSTOM = -53;

    /** The coarsest exponential schema. */
    public static final int COARSEST = -4;

    /** The finest exponential schema. */
    public static final int FINEST = 8;

    public NativeHistogram {
        customBounds = List.copyOf(customBounds);
    }

    public boolean isCustom() {
        return schema == CUSTOM;
    }
}
