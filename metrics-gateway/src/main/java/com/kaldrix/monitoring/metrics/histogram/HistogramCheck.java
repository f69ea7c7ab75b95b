package com.kaldrix.monitoring.metrics.histogram;

import java.util.List;
import java.util.Optional;

/**
 * Finds what Prometheus would refuse in a native histogram: spans that do not fit the buckets, negative counts, a total that
 * is not that of the buckets, bounds out of order, a schema that does not exist.
 */
public final class HistogramCheck {
    private HistogramCheck() {}

    /** What is wrong, to complete a sentence that begins with "the histogram"; empty when nothing is. */
    public static Optional<String> problem(NativeHistogram histogram) {
        Optional<String> shape = histogram.isCustom() ? custom(histogram) : exponential(histogram);
        return shape.or(() -> side("positive", histogram.positive()))
                .or(() -> side("negative", histogram.negative()))
                .or(() -> totals(histogram));
    }

    private static Optional<String> exponential(NativeHistogram histogram) {
        if (histogram.schema() < NativeHistogram.COARSEST || histogram.schema() > NativeHistogram.FINEST) {
            return Optional.of("has schema " + histogram.schema() + "; there are -4 to 8, and -53");
        }
        if (!histogram.customBounds().isEmpty()) {
            return Optional.of("has custom bounds and schema " + histogram.schema());
        }
        double threshold = histogram.zeroThreshold();
        return threshold >= 0 && threshold < Double.POSITIVE_INFINITY
                ? Optional.empty()
                : Optional.of("has the zero threshold " + threshold);
    }

    private static Optional<String> custom(NativeHistogram histogram) {
        if (histogram.zeroCount() != 0 || histogram.zeroThreshold() != 0) {
            return Optional.of("has custom bounds and a zero bucket");
        }
        if (!histogram.negative().spans().isEmpty() || histogram.negative().size() > 0) {
            return Optional.of("has custom bounds and negative buckets");
        }
        List<Double> bounds = histogram.customBounds();
        for (int i = 0; i < bounds.size(); i++) {
            double bound = bounds.get(i);
            if (!Double.isFinite(bound)) {
                return Optional.of("has the custom bound " + bound);
            }
            if (i > 0 && bound <= bounds.get(i - 1)) {
                return Optional.of("has custom bounds out of order: " + bound + " after " + bounds.get(i - 1));
            }
        }
        long end = 0;
        for (BucketSpan span : histogram.positive().spans()) {
            if (span.offset() < 0) {
                return Optional.of("has custom bounds and a span at " + span.offset());
            }
            end += (long) span.offset() + span.length();
        }
        return end > bounds.size() + 1L
                ? Optional.of("has " + bounds.size() + " custom bounds and a bucket " + (end - 1))
                : Optional.empty();
    }

    private static Optional<String> side(String side, Buckets buckets) {
        long covered = 0;
        List<BucketSpan> spans = buckets.spans();
        for (int i = 0; i < spans.size(); i++) {
            if (i > 0 && spans.get(i).offset() < 0) {
                return Optional.of("has a " + side + " span that goes back by "
                        + -(long) spans.get(i).offset());
            }
            covered += spans.get(i).length();
        }
        if (covered != buckets.size()) {
            return Optional.of("has " + side + " spans of " + covered + " buckets and counts of " + buckets.size());
        }
        for (int i = 0; i < buckets.size(); i++) {
            if (!(buckets.count(i) >= 0)) {
                return Optional.of("has a " + side + " bucket with the count " + buckets.count(i));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> totals(NativeHistogram histogram) {
        if (!(histogram.zeroCount() >= 0)) {
            return Optional.of("has the zero count " + histogram.zeroCount());
        }
        if (!(histogram.count() >= 0)) {
            return Optional.of("has the count " + histogram.count());
        }
        if (!histogram.integer()) {
            // Rounding makes totals of floats differ without anybody's fault; Prometheus does not compare them either.
            return Optional.empty();
        }
        double inBuckets = histogram.positive().total() + histogram.negative().total() + histogram.zeroCount();
        // What is no number is counted, but in no bucket; only the sum then shows it.
        boolean fits = Double.isNaN(histogram.sum()) ? inBuckets <= histogram.count() : inBuckets == histogram.count();
        return fits
                ? Optional.empty()
                : Optional.of("has the count " + histogram.count() + " and " + inBuckets + " in its buckets");
    }
}
