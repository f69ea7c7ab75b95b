package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.Hash64;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** A series in the form in which its rows are written, and which orders it: by metric, then by the other labels. */
final class ArchivedSeries implements Comparable<ArchivedSeries> {
    private final EncodedLabels encoded;
    private final byte[] order;
    private final Binary metric;
    private final Binary[] labels;

    ArchivedSeries(EncodedLabels encoded) {
        this.encoded = encoded;
        LabelSet set = encoded.decode();
        metric = Binary.fromString(set.get(LabelSet.NAME));
        set.remove(LabelSet.NAME);
        labels = new Binary[2 * set.size()];
        StringBuilder text = new StringBuilder(metric.toStringUsingUTF8());
        for (int i = 0; i < set.size(); i++) {
            labels[2 * i] = Binary.fromString(set.name(i));
            labels[2 * i + 1] = Binary.fromString(set.value(i));
            text.append('\u0000').append(set.name(i)).append('\u0001').append(set.value(i));
        }
        order = text.toString().getBytes(StandardCharsets.UTF_8);
    }

    Binary metric() {
        return metric;
    }

    /** What two series are compared by. */
    ArchivedSample.SeriesKey key() {
        return new ArchivedSample.SeriesKey(encoded, order);
    }

    /** Names and values of the other labels, by turns, in the order of names. */
    Binary[] labels() {
        return labels;
    }

    /** The same in every process. */
    long hash() {
        return Hash64.of(order, 0, order.length);
    }

    @Override
    public int compareTo(ArchivedSeries other) {
        return Arrays.compareUnsigned(order, other.order);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArchivedSeries series && encoded.equals(series.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }
}
