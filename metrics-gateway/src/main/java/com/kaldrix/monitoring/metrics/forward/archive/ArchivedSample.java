package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the archive.
 *
 * @param series in the order of the archive: comparing two texts by their UTF-8 bytes tells which comes first
 * @param timestamp milliseconds since the epoch
 * @param bits of the value; 0 for a histogram
 * @param histogram the message {@code Histogram} of remote write without times; null for a sample
 * @param start since when a cumulative series counts; 0 when that is not known
 */
public record ArchivedSample(SeriesKey series, long timestamp, long bits, byte @Nullable [] histogram, long start)
        implements Comparable<ArchivedSample> {
    /** The labels of a series, in the form in which they are sent and in the form that orders them. */
    public record SeriesKey(EncodedLabels labels, byte[] order) implements Comparable<SeriesKey> {
        @Override
        public int compareTo(SeriesKey other) {
            return labels == other.labels ? 0 : Arrays.compareUnsigned(order, other.order);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SeriesKey key && labels.equals(key.labels);
        }

        @Override
        public int hashCode() {
            return labels.hashCode();
        }
    }

    /** By series, then by time. */
    @Override
    public int compareTo(ArchivedSample other) {
        int order = series.compareTo(other.series);
        return order != 0 ? order : Long.compare(timestamp, other.timestamp);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArchivedSample sample
                && timestamp == sample.timestamp
                && bits == sample.bits
                && start == sample.start
                && series.equals(sample.series)
                && Arrays.equals(histogram, sample.histogram);
    }

    @Override
    public int hashCode() {
        return Objects.hash(series, timestamp, bits, start);
    }
}
