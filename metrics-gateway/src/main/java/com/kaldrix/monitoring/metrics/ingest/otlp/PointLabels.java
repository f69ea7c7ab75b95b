package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Optional;

/** The labels of points of one scope: those of the resource and the scope, and the point's attributes. */
final class PointLabels {
    private final PointWriter writer;
    private final AttributeLabels attributes;
    private LabelSet base = new LabelSet();
    private long latest;

    PointLabels(PointWriter writer, AttributeLabels attributes) {
        this.writer = writer;
        this.attributes = attributes;
    }

    /** The labels that all points share from now on. */
    void base(LabelSet labels) {
        base = labels;
    }

    /** The latest time of the points since this was asked last, in milliseconds; 0 when there were none. */
    long latest() {
        long time = latest;
        latest = 0;
        return time;
    }

    /**
     * The labels of a point.
     *
     * @return empty when the point is refused
     */
    Optional<LabelSet> of(String name, long time, List<KeyValue> pointAttributes) {
        if (time == 0) {
            writer.refuse(Rejection.MALFORMED, "a point of " + name + " without a time");
            return Optional.empty();
        }
        if (pointAttributes.size() > AttributeLabels.MOST) {
            writer.refuse(
                    Rejection.LABELS_TOO_LARGE,
                    "a point of " + name + " with more than " + AttributeLabels.MOST + " attributes");
            return Optional.empty();
        }
        latest = Math.max(latest, Nanos.millis(time));
        LabelSet labels = new LabelSet();
        attributes.add(pointAttributes, key -> true, "", labels);
        // The names of the resource and of the metric are not for a point to change.
        base.forEach(labels::set);
        return Optional.of(labels.set(LabelSet.NAME, name));
    }
}
