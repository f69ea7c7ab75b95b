package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.ingest.otlp.DeltaTotal.Turn;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes cumulative points of points with delta temporality, in one request. */
final class Deltas {
    private final PointWriter writer;
    private final DeltaTotals.Additions additions;
    private final String replica;

    /**
     * @param replica which gateway adds them up, where there is more than one: each has a part, so that each needs a series of
     *     its own; otherwise empty
     */
    Deltas(PointWriter writer, DeltaTotals.Additions additions, String replica) {
        this.writer = writer;
        this.additions = additions;
        this.replica = replica;
    }

    /** A number, and what is to be done with the series that it went to. */
    void number(
            LabelSet labels, NumberDataPoint point, double value, BiConsumer<Optional<Series>, NumberDataPoint> then) {
        if (!Double.isFinite(value)) {
            // Added once, it would be all that the series ever says.
            writer.refuse(Rejection.UNSUPPORTED, "a delta of " + labels.get(LabelSet.NAME) + " that is " + value);
            return;
        }
        Optional<DeltaTotal> found = total(labels);
        if (found.isEmpty()) {
            return;
        }
        DeltaTotal total = found.get();
        Turn turn = total.turn(point.getStartTimeUnixNano(), point.getTimeUnixNano());
        if (turn == Turn.LATE) {
            late(labels);
            return;
        }
        double sum = turn == Turn.NEXT ? total.add(value) : total.sum();
        long time = Nanos.millis(point.getTimeUnixNano());
        then.accept(writer.sample(labels, time, sum, Nanos.start(total.start(), point.getTimeUnixNano())), point);
    }

    /** The histogram that all so far come to; empty when it was refused. */
    Optional<HistogramDataPoint> histogram(LabelSet labels, HistogramDataPoint point) {
        Optional<DeltaTotal> found = total(labels);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DeltaTotal total = found.get();
        switch (total.turn(point.getStartTimeUnixNano(), point.getTimeUnixNano())) {
            case NEXT -> {
                total.add(
                        point.getExplicitBoundsList(),
                        HistogramPoints.counts(point),
                        point.getStartTimeUnixNano(),
                        point.getTimeUnixNano());
                total.add(point.getSum());
            }
            case AGAIN -> {
                if (total.buckets().length != HistogramPoints.counts(point).length) {
                    late(labels);
                    return Optional.empty();
                }
            }
            case LATE -> {
                late(labels);
                return Optional.empty();
            }
        }
        HistogramDataPoint.Builder sum = point.toBuilder().clearBucketCounts().setStartTimeUnixNano(total.start());
        double all = 0;
        for (double count : total.buckets()) {
            sum.addBucketCounts((long) count);
            all += count;
        }
        if (point.hasSum()) {
            sum.setSum(total.sum());
        }
        return Optional.of(sum.setCount((long) all).build());
    }

    /** What all so far come to, and since when; empty when it was refused. */
    Optional<Summed> exponential(LabelSet labels, ExponentialHistogramDataPoint point) {
        Optional<DeltaTotal> found = total(labels);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DeltaTotal total = found.get();
        ExponentialCounts fresh = ExponentialCounts.of(point);
        Turn turn = total.turn(point.getStartTimeUnixNano(), point.getTimeUnixNano());
        ExponentialCounts sum = turn == Turn.NEXT ? total.add(fresh) : total.exponential();
        if (turn == Turn.LATE || sum == null) {
            late(labels);
            return Optional.empty();
        }
        return Optional.of(new Summed(sum, Nanos.start(total.start(), point.getTimeUnixNano())));
    }

    /**
     * A sum of exponential histograms.
     *
     * @param start since when it counts, in milliseconds
     */
    record Summed(ExponentialCounts counts, long start) {}

    private Optional<DeltaTotal> total(LabelSet labels) {
        if (!replica.isEmpty()) {
            labels.set("gateway", replica);
        }
        Optional<DeltaTotal> total = additions.of(labels.encode());
        if (total.isEmpty()) {
            writer.refuse(
                    Rejection.SOURCE_LIMIT,
                    "more series with delta temporality than kaldrix.otlp.max-delta-series, such as " + labels);
        }
        return total;
    }

    private void late(LabelSet labels) {
        writer.refuse(
                Rejection.UNSUPPORTED,
                "a point of " + labels.get(LabelSet.NAME)
                        + " with delta temporality that is older than the one before");
    }
}
