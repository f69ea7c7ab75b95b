package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;

/** Points of summaries as the series {@code _sum}, {@code _count} and one for each quantile. */
final class SummaryPoints {
    private final PointWriter writer;
    private final PointLabels labels;

    SummaryPoints(PointWriter writer, PointLabels labels) {
        this.writer = writer;
        this.labels = labels;
    }

    void write(String name, Summary summary) {
        for (SummaryDataPoint point : summary.getDataPointsList()) {
            writer.begin();
            labels.of(name, point.getTimeUnixNano(), point.getAttributesList())
                    .ifPresent(full -> write(name, full, point));
            writer.end();
        }
    }

    private void write(String name, LabelSet full, SummaryDataPoint point) {
        boolean stale = NumberPoints.recordsNothing(point.getFlags());
        long time = Nanos.millis(point.getTimeUnixNano());
        long start = Nanos.start(point.getStartTimeUnixNano(), point.getTimeUnixNano());
        double count = HistogramPoints.unsigned(point.getCount());
        writer.sample(full.set(LabelSet.NAME, name + "_sum"), time, stale ? Batch.STALE : point.getSum(), start);
        writer.sample(full.set(LabelSet.NAME, name + "_count"), time, stale ? Batch.STALE : count, start);
        full.set(LabelSet.NAME, name);
        for (SummaryDataPoint.ValueAtQuantile one : point.getQuantileValuesList()) {
            full.set("quantile", AttributeLabels.decimal(one.getQuantile()));
            writer.sample(full, time, stale ? Batch.STALE : one.getValue(), 0);
        }
    }
}
