package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.histogram.HistogramCheck;
import com.kaldrix.monitoring.metrics.histogram.HistogramCodec;
import com.kaldrix.monitoring.metrics.histogram.NativeHistogram;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Writes the data points of a request into a batch and counts those of which something was refused. */
final class PointWriter {
    private static final int MOST_REASONS = 5;

    private final Batch batch;
    private final AttributeLabels attributes;
    private final List<String> reasons = new ArrayList<>();
    private int refusedPoints;
    private boolean refused;

    PointWriter(Batch batch, AttributeLabels attributes) {
        this.batch = batch;
        this.attributes = attributes;
    }

    /** How many points were refused, in whole or in part, before the batch was committed. */
    int refusedPoints() {
        return refusedPoints;
    }

    /** Why points were refused that never became samples; the first few. */
    List<String> reasons() {
        return reasons;
    }

    /** A point begins. */
    void begin() {
        refused = false;
    }

    /** The point is over. */
    void end() {
        if (refused) {
            refusedPoints++;
        }
    }

    /** Refuses the point. */
    void refuse(Rejection reason, String what) {
        batch.refuse(reason, what);
        refused = true;
        remember(what);
    }

    /** Refuses points of a metric that is not read at all. */
    void refuse(Rejection reason, String what, int points) {
        if (points > 0) {
            batch.refuse(reason, points, what);
            refusedPoints += points;
            remember(what);
        }
    }

    private void remember(String what) {
        if (reasons.size() < MOST_REASONS && !reasons.contains(what)) {
            reasons.add(what);
        }
    }

    /** A sample of a series; whether and as which it was admitted. */
    Optional<Series> sample(LabelSet labels, long time, double value, long start) {
        Optional<Series> series = admit(labels);
        if (series.isPresent()) {
            batch.sample(series.get(), time, value, start);
        }
        return series;
    }

    /** A native histogram of a series. */
    void histogram(LabelSet labels, long time, NativeHistogram histogram, long start, List<Exemplar> exemplars) {
        Optional<String> problem = HistogramCheck.problem(histogram);
        if (problem.isPresent()) {
            refuse(Rejection.INVALID_HISTOGRAM, "the histogram " + labels.get(LabelSet.NAME) + " " + problem.get());
            return;
        }
        Optional<Series> series = admit(labels);
        if (series.isPresent()) {
            byte[] bytes = HistogramCodec.encode(histogram);
            batch.histogram(series.get(), time, bytes, 0, bytes.length, start);
            exemplars.forEach(exemplar -> exemplar(series.get(), exemplar));
        }
    }

    /** An exemplar of a series that was admitted. */
    void exemplar(Series series, Exemplar exemplar) {
        if (exemplar.getFilteredAttributesCount() > AttributeLabels.MOST) {
            batch.refuse(
                    Rejection.INVALID_EXEMPLAR, "an exemplar with more than " + AttributeLabels.MOST + " attributes");
            return;
        }
        LabelSet labels = new LabelSet();
        attributes.add(exemplar.getFilteredAttributesList(), name -> true, "", labels);
        if (!exemplar.getTraceId().isEmpty()) {
            labels.set(
                    "trace_id", HexFormat.of().formatHex(exemplar.getTraceId().toByteArray()));
        }
        if (!exemplar.getSpanId().isEmpty()) {
            labels.set("span_id", HexFormat.of().formatHex(exemplar.getSpanId().toByteArray()));
        }
        batch.exemplar(series, labels, value(exemplar), Nanos.millis(exemplar.getTimeUnixNano()));
    }

    static double value(Exemplar exemplar) {
        return exemplar.hasAsInt() ? exemplar.getAsInt() : exemplar.getAsDouble();
    }

    private Optional<Series> admit(LabelSet labels) {
        Optional<Series> series = batch.series(labels);
        if (series.isEmpty()) {
            batch.refused(1);
            refused = true;
        }
        return series;
    }
}
