package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.histogram.Buckets;
import com.kaldrix.monitoring.metrics.histogram.NativeHistogram;
import com.kaldrix.monitoring.metrics.histogram.ResetHint;
import com.kaldrix.monitoring.metrics.ingest.otlp.Deltas.Summed;
import com.kaldrix.monitoring.metrics.ingest.otlp.ExponentialCounts.NotRepresentableException;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import java.util.List;
import java.util.Optional;

/** Points of histograms: with explicit bounds the series of a classic histogram, exponential ones a native histogram. */
final class HistogramPoints {
    private final PointWriter writer;
    private final PointLabels labels;
    private final Deltas deltas;

    HistogramPoints(PointWriter writer, PointLabels labels, Deltas deltas) {
        this.writer = writer;
        this.labels = labels;
        this.deltas = deltas;
    }

    void classic(String name, Histogram histogram) {
        boolean delta = histogram.getAggregationTemporality() == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
        for (HistogramDataPoint point : histogram.getDataPointsList()) {
            writer.begin();
            labels.of(name, point.getTimeUnixNano(), point.getAttributesList())
                    .ifPresent(full -> classic(full, point, delta));
            writer.end();
        }
    }

    private void classic(LabelSet full, HistogramDataPoint point, boolean delta) {
        Optional<String> problem = problem(point);
        if (problem.isPresent()) {
            writer.refuse(
                    Rejection.INVALID_HISTOGRAM, "the histogram " + full.get(LabelSet.NAME) + " " + problem.get());
        } else if (delta && !NumberPoints.recordsNothing(point.getFlags())) {
            deltas.histogram(full, point).ifPresent(sum -> new ClassicHistogram(writer, full, sum).write());
        } else {
            new ClassicHistogram(writer, full, point).write();
        }
    }

    private static Optional<String> problem(HistogramDataPoint point) {
        int bounds = point.getExplicitBoundsCount();
        int counts = point.getBucketCountsCount();
        if (NumberPoints.recordsNothing(point.getFlags())) {
            return Optional.empty();
        }
        if (counts != bounds + 1 && (counts != 0 || bounds != 0)) {
            return Optional.of("has " + bounds + " bounds and " + counts + " counts");
        }
        for (int i = 0; i < bounds; i++) {
            double bound = point.getExplicitBounds(i);
            if (Double.isNaN(bound) || i > 0 && bound <= point.getExplicitBounds(i - 1)) {
                return Optional.of("has the bound " + bound + ", which is out of order");
            }
        }
        return Optional.empty();
    }

    void exponential(String name, ExponentialHistogram histogram) {
        boolean delta = histogram.getAggregationTemporality() == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
        for (ExponentialHistogramDataPoint point : histogram.getDataPointsList()) {
            writer.begin();
            labels.of(name, point.getTimeUnixNano(), point.getAttributesList())
                    .ifPresent(full -> exponential(full, point, delta));
            writer.end();
        }
    }

    private void exponential(LabelSet full, ExponentialHistogramDataPoint point, boolean delta) {
        long time = Nanos.millis(point.getTimeUnixNano());
        long start = Nanos.start(point.getStartTimeUnixNano(), point.getTimeUnixNano());
        if (NumberPoints.recordsNothing(point.getFlags())) {
            writer.histogram(full, time, STALE, start, List.of());
            return;
        }
        try {
            Optional<Summed> summed = delta
                    ? deltas.exponential(full, point)
                    : Optional.of(new Summed(ExponentialCounts.of(point), start));
            if (summed.isPresent()) {
                NativeHistogram sum = summed.get().counts().asNative(ResetHint.UNKNOWN);
                writer.histogram(full, time, sum, summed.get().start(), point.getExemplarsList());
            }
        } catch (NotRepresentableException told) {
            writer.refuse(Rejection.UNSUPPORTED, "the histogram " + full.get(LabelSet.NAME) + " " + told.getMessage());
        }
    }

    private static final NativeHistogram STALE = new NativeHistogram(
            true, 0, ResetHint.UNKNOWN, 0, Batch.STALE, 0, 0, Buckets.NONE, Buckets.NONE, List.of());

    /** What is in each bucket; all of it in one where there are no bounds. */
    static double[] counts(HistogramDataPoint point) {
        return point.getBucketCountsCount() == 0
                ? new double[] {unsigned(point.getCount())}
                : unsigned(point.getBucketCountsList());
    }

    static double[] unsigned(List<Long> values) {
        double[] counts = new double[values.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = unsigned(values.get(i));
        }
        return counts;
    }

    static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
    }
}
