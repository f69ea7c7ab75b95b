package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;
import java.util.Optional;

/** Points of gauges and sums: a sample each. */
final class NumberPoints {
    private final PointWriter writer;
    private final PointLabels labels;
    private final Deltas deltas;

    NumberPoints(PointWriter writer, PointLabels labels, Deltas deltas) {
        this.writer = writer;
        this.labels = labels;
        this.deltas = deltas;
    }

    void gauge(String name, List<NumberDataPoint> points) {
        points.forEach(point -> write(name, point, false, false));
    }

    void sum(String name, List<NumberDataPoint> points, AggregationTemporality temporality, boolean monotonic) {
        boolean delta = temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
        points.forEach(point -> write(name, point, delta, monotonic || delta));
    }

    private void write(String name, NumberDataPoint point, boolean delta, boolean cumulative) {
        writer.begin();
        Optional<LabelSet> full = labels.of(name, point.getTimeUnixNano(), point.getAttributesList());
        if (full.isPresent()) {
            long start = cumulative ? Nanos.start(point.getStartTimeUnixNano(), point.getTimeUnixNano()) : 0;
            write(full.get(), point, delta, start);
        }
        writer.end();
    }

    private void write(LabelSet full, NumberDataPoint point, boolean delta, long start) {
        long time = Nanos.millis(point.getTimeUnixNano());
        if (recordsNothing(point.getFlags())) {
            writer.sample(full, time, Batch.STALE, start);
        } else if (point.getValueCase() == NumberDataPoint.ValueCase.VALUE_NOT_SET) {
            writer.refuse(Rejection.MALFORMED, "a point of " + full.get(LabelSet.NAME) + " without a value");
        } else if (delta) {
            deltas.number(full, point, value(point), this::exemplars);
        } else {
            exemplars(writer.sample(full, time, value(point), start), point);
        }
    }

    private void exemplars(Optional<Series> series, NumberDataPoint point) {
        series.ifPresent(known -> point.getExemplarsList().forEach(exemplar -> writer.exemplar(known, exemplar)));
    }

    static boolean recordsNothing(int flags) {
        return (flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0;
    }

    private static double value(NumberDataPoint point) {
        return point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
    }
}
