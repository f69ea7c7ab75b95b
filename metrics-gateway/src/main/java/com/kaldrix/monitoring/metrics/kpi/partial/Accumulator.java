package com.kaldrix.monitoring.metrics.kpi.partial;

import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.event.QuantileSketchBuilder;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiInput.Fold;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds up the series of one input from one source within a window. */
final class Accumulator {
    private final InputIndex.Target target;
    private final long end;
    private final @Nullable QuantileSketchBuilder sketch;
    private int count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last;
    private long lastAt = Long.MIN_VALUE;
    private double numerator;
    private double denominator;

    Accumulator(InputIndex.Target target, long end) {
        this.target = target;
        this.end = end;
        sketch = target.sketched() ? new QuantileSketchBuilder() : null;
    }

    /** Adds a series that is no bucket. */
    void add(InputSeries series) {
        long lookback = target.from().lookback().toMillis();
        Fold fold = target.from().fold();
        double scale = target.from().scale();
        double value = scale
                * (fold == Fold.VALUE ? series.value(end, lookback) : series.rate(end, lookback, fold == Fold.GROWTH));
        if (!Double.isFinite(value)) {
            return;
        }
        if (fold == Fold.VALUE) {
            add(value, series.valueAt, value, 1);
        } else {
            double grown = fold == Fold.GROWTH ? series.growth : series.increase;
            add(value, series.valueAt, scale * grown, series.covered / 1000.0);
        }
        if (sketch != null) {
            sketch.add(value, 1);
        }
    }

    /** Adds a histogram: its buckets by their upper bounds, in their order. */
    void addBuckets(Map<Double, InputSeries> buckets) {
        long lookback = target.from().lookback().toMillis();
        double scale = target.from().scale();
        double below = 0;
        double low = 0;
        double increase = 0;
        double seconds = 0;
        long at = Long.MIN_VALUE;
        boolean known = false;
        for (Map.Entry<Double, InputSeries> bucket : buckets.entrySet()) {
            double rate = bucket.getValue().rate(end, lookback, false);
            if (!Double.isFinite(rate)) {
                continue;
            }
            double high = bucket.getKey() * scale;
            if (sketch != null) {
                sketch.spread(low, high, rate - below);
            }
            below = Math.max(below, rate);
            low = Math.max(0, high);
            increase = Math.max(increase, bucket.getValue().increase);
            seconds = Math.max(seconds, bucket.getValue().covered / 1000.0);
            at = Math.max(at, bucket.getValue().valueAt);
            known = true;
        }
        if (known) {
            add(below, at, increase, seconds);
        }
    }

    private void add(double value, long at, double more, double of) {
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (at > lastAt || at == lastAt && value > last) {
            last = value;
            lastAt = at;
        }
        numerator += more;
        denominator += of;
    }

    /** What it came to; empty when no series had a value, or numbers grew beyond all bounds. */
    Optional<KpiPartial.Input> finish() {
        if (count == 0 || !Double.isFinite(sum) || !Double.isFinite(numerator)) {
            return Optional.empty();
        }
        return Optional.of(new KpiPartial.Input(
                target.input().name(),
                target.from().source(),
                count,
                sum,
                min,
                max,
                last,
                numerator,
                denominator,
                sketch == null ? null : sketch.build()));
    }
}
