package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One point of a histogram with explicit bounds as the series {@code _bucket}, {@code _sum} and {@code _count}. */
final class ClassicHistogram {
    private final PointWriter writer;
    private final LabelSet labels;
    private final HistogramDataPoint point;
    private final String name;
    private final long time;
    private final long start;
    private final boolean stale;

    ClassicHistogram(PointWriter writer, LabelSet labels, HistogramDataPoint point) {
        this.writer = writer;
        this.labels = labels;
        this.point = point;
        this.name = labels.get(LabelSet.NAME);
        this.time = Nanos.millis(point.getTimeUnixNano());
        this.start = Nanos.start(point.getStartTimeUnixNano(), point.getTimeUnixNano());
        this.stale = NumberPoints.recordsNothing(point.getFlags());
    }

    void write() {
        if (point.hasSum() || stale) {
            sample("_sum", point.getSum());
        }
        sample("_count", HistogramPoints.unsigned(point.getCount()));
        labels.set(LabelSet.NAME, name + "_bucket");
        int bounds = point.getExplicitBoundsCount();
        double[] upTo = new double[bounds];
        List<Optional<Series>> buckets = new ArrayList<>(bounds + 1);
        double cumulative = 0;
        for (int i = 0; i < bounds; i++) {
            upTo[i] = point.getExplicitBounds(i);
            cumulative += stale ? 0 : HistogramPoints.unsigned(point.getBucketCounts(i));
            buckets.add(
                    upTo[i] == Double.POSITIVE_INFINITY
                            ? Optional.empty()
                            : bucket(AttributeLabels.decimal(upTo[i]), cumulative));
        }
        Optional<Series> all = bucket("+Inf", HistogramPoints.unsigned(point.getCount()));
        for (Exemplar exemplar : point.getExemplarsList()) {
            int found = Arrays.binarySearch(upTo, PointWriter.value(exemplar));
            int at = found < 0 ? -found - 1 : found;
            Optional<Series> series = at < bounds && buckets.get(at).isPresent() ? buckets.get(at) : all;
            series.ifPresent(known -> writer.exemplar(known, exemplar));
        }
    }

    private void sample(String suffix, double value) {
        labels.set(LabelSet.NAME, name + suffix);
        writer.sample(labels, time, stale ? Batch.STALE : value, start);
    }

    private Optional<Series> bucket(String bound, double count) {
        return writer.sample(labels.set("le", bound), time, stale ? Batch.STALE : count, start);
    }
}
