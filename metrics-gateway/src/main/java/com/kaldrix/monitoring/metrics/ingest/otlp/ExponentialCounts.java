package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.histogram.Buckets;
import com.kaldrix.monitoring.metrics.histogram.NativeHistogram;
import com.kaldrix.monitoring.metrics.histogram.ResetHint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import java.util.List;

/**
 * The counts of an exponential histogram of OpenTelemetry. Its bucket <i>i</i> ends where bucket <i>i</i> + 1 of a native
 * histogram of Prometheus does. Immutable.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram">ExponentialHistogram</a>
 */
final class ExponentialCounts {
    /** Prometheus' own width of a zero bucket, for sources that do not say. */
    static final double DEFAULT_ZERO_THRESHOLD = 1e-128;

    /** What a point may bring on each side. */
    private static final int MOST_BUCKETS = 10_000;
    /** What a sum may have on each side; beyond, it becomes coarser. */
    private static final int MOST_SUMMED = 160;

    private static final int FARTHEST = 1 << 30;

    private final int scale;
    private final double zeroThreshold;
    private final double zeroCount;
    private final double count;
    private final double sum;
    private final Side positive;
    private final Side negative;

    private ExponentialCounts(Head head, Side positive, Side negative) {
        this.scale = head.scale;
        this.zeroThreshold = head.zeroThreshold;
        this.zeroCount = head.zeroCount;
        this.count = head.count;
        this.sum = head.sum;
        this.positive = positive;
        this.negative = negative;
    }

    /** What Prometheus has no native histogram for. */
    static final class NotRepresentableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private NotRepresentableException(String message) {
            super(message);
        }
    }

    private record Head(int scale, double zeroThreshold, double zeroCount, double count, double sum) {}

    /** Buckets one after the other, the first of which has the index {@code offset}. */
    private static final class Side {
        private static final Side NONE = new Side(0, new double[0]);

        private final long offset;
        private final double[] counts;

        private Side(long offset, double[] counts) {
            this.offset = offset;
            this.counts = counts;
        }

        private boolean isEmpty() {
            return counts.length == 0;
        }

        private long end() {
            return offset + counts.length;
        }

        private Side coarser(int by) {
            if (isEmpty() || by == 0) {
                return this;
            }
            long first = offset >> by;
            double[] merged = new double[(int) (((end() - 1) >> by) - first) + 1];
            for (int i = 0; i < counts.length; i++) {
                merged[(int) (((offset + i) >> by) - first)] += counts[i];
            }
            return new Side(first, merged);
        }

        /** How many buckets both have together, with those between them. */
        private long span(Side other) {
            if (isEmpty() || other.isEmpty()) {
                return counts.length + (long) other.counts.length;
            }
            return Math.max(end(), other.end()) - Math.min(offset, other.offset);
        }

        private Side plus(Side other) {
            if (isEmpty() || other.isEmpty()) {
                return isEmpty() ? other : this;
            }
            long first = Math.min(offset, other.offset);
            double[] merged = new double[(int) span(other)];
            addTo(merged, first);
            other.addTo(merged, first);
            return new Side(first, merged);
        }

        private void addTo(double[] merged, long first) {
            for (int i = 0; i < counts.length; i++) {
                merged[(int) (offset - first) + i] += counts[i];
            }
        }

        private Buckets buckets() {
            return isEmpty() ? Buckets.NONE : Buckets.dense((int) offset + 1, counts);
        }
    }

    /**
     * The counts of a point.
     *
     * @throws NotRepresentableException when it is coarser than Prometheus' coarsest, or has too many buckets
     */
    static ExponentialCounts of(ExponentialHistogramDataPoint point) {
        double threshold = point.getZeroThreshold() == 0 ? DEFAULT_ZERO_THRESHOLD : point.getZeroThreshold();
        Head head = new Head(
                point.getScale(),
                threshold,
                HistogramPoints.unsigned(point.getZeroCount()),
                HistogramPoints.unsigned(point.getCount()),
                point.getSum());
        return new ExponentialCounts(head, side(point.getPositive()), side(point.getNegative())).atMostFinest();
    }

    private static Side side(ExponentialHistogramDataPoint.Buckets buckets) {
        if (buckets.getBucketCountsCount() > MOST_BUCKETS) {
            throw new NotRepresentableException("has more than " + MOST_BUCKETS + " buckets");
        }
        if (Math.abs((long) buckets.getOffset()) > FARTHEST) {
            throw new NotRepresentableException("has the offset " + buckets.getOffset());
        }
        if (buckets.getBucketCountsCount() == 0) {
            return Side.NONE;
        }
        return new Side(buckets.getOffset(), HistogramPoints.unsigned(buckets.getBucketCountsList()));
    }

    private ExponentialCounts atMostFinest() {
        if (scale < NativeHistogram.COARSEST) {
            throw new NotRepresentableException("has scale " + scale + ", and the coarsest is -4");
        }
        return coarser(Math.max(0, scale - NativeHistogram.FINEST));
    }

    private ExponentialCounts coarser(int by) {
        // No bucket is further away than 30 bits; a shift by more than 62 would begin again at 0.
        int shift = Math.min(by, 62);
        Head head = new Head(scale - by, zeroThreshold, zeroCount, count, sum);
        return by == 0 ? this : new ExponentialCounts(head, positive.coarser(shift), negative.coarser(shift));
    }

    /**
     * The counts of both, as fine as both allow and a sum may be.
     *
     * @throws NotRepresentableException when that would be coarser than Prometheus' coarsest
     */
    ExponentialCounts plus(ExponentialCounts other) {
        int common = Math.min(scale, other.scale);
        ExponentialCounts one = coarser(scale - common);
        ExponentialCounts two = other.coarser(other.scale - common);
        while (one.positive.span(two.positive) > MOST_SUMMED || one.negative.span(two.negative) > MOST_SUMMED) {
            if (one.scale == NativeHistogram.COARSEST) {
                throw new NotRepresentableException("has values too far apart from those before");
            }
            one = one.coarser(1);
            two = two.coarser(1);
        }
        Head head = new Head(
                one.scale,
                Math.max(zeroThreshold, other.zeroThreshold),
                zeroCount + other.zeroCount,
                count + other.count,
                sum + other.sum);
        return new ExponentialCounts(head, one.positive.plus(two.positive), one.negative.plus(two.negative));
    }

    /** The same, only as fine as a sum may be. */
    ExponentialCounts summed() {
        Head none = new Head(scale, zeroThreshold, 0, 0, 0);
        return plus(new ExponentialCounts(none, Side.NONE, Side.NONE));
    }

    /** How many numbers it holds. */
    int size() {
        return positive.counts.length + negative.counts.length;
    }

    /** The same as a native histogram of whole numbers. */
    NativeHistogram asNative(ResetHint hint) {
        return new NativeHistogram(
                true,
                scale,
                hint,
                count,
                sum,
                zeroThreshold,
                zeroCount,
                positive.buckets(),
                negative.buckets(),
                List.of());
    }
}
