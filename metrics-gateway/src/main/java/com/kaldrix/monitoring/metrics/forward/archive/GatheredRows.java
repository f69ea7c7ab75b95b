package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.metrics.buffer.BlockVisitor;
import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Samples in memory until they are written, a column for each thing that is known of them. For one thread. */
final class GatheredRows implements BlockVisitor {
    private static final int FIRST_CAPACITY = 1 << 12;

    private final Map<EncodedLabels, Integer> known = new HashMap<>();
    private final List<ArchivedSeries> series = new ArrayList<>();
    private EncodedLabels[] labelsOfId = new EncodedLabels[256];
    /** The place in {@link #series} plus one, by the segment's number; 0 when it has no sample yet. */
    private int[] placeOfId = new int[256];

    private int size;
    private int[] place = new int[FIRST_CAPACITY];
    private long[] timestamp = new long[FIRST_CAPACITY];
    private long[] bits = new long[FIRST_CAPACITY];
    private long[] start = new long[FIRST_CAPACITY];
    private byte[] @Nullable [] histogram = new byte[0][];
    private long histogramBytes;

    @Override
    public void segment(long number) {
        Arrays.fill(placeOfId, 0);
        Arrays.fill(labelsOfId, null);
    }

    @Override
    public void series(int id, EncodedLabels labels) {
        if (id >= labelsOfId.length) {
            int capacity = Math.max(id + 1, 2 * labelsOfId.length);
            labelsOfId = Arrays.copyOf(labelsOfId, capacity);
            placeOfId = Arrays.copyOf(placeOfId, capacity);
        }
        labelsOfId[id] = labels;
        placeOfId[id] = 0;
    }

    @Override
    public void sample(int id, long time, double value, long since) {
        add(id, time, Double.doubleToRawLongBits(value), since);
    }

    @Override
    public void histogram(int id, long time, byte[] bytes, int from, int length, long since) {
        add(id, time, 0, since);
        if (histogram.length < size) {
            histogram = Arrays.copyOf(histogram, place.length);
        }
        histogram[size - 1] = Arrays.copyOfRange(bytes, from, from + length);
        histogramBytes += length;
    }

    int size() {
        return size;
    }

    /** How many bytes the histograms have together. */
    long histogramBytes() {
        return histogramBytes;
    }

    /** How many series have rows. */
    int seriesCount() {
        return series.size();
    }

    ArchivedSeries series(int row) {
        return series.get(place[row]);
    }

    /** The place of a row's series among {@link #allSeries}. */
    int place(int row) {
        return place[row];
    }

    List<ArchivedSeries> allSeries() {
        return series;
    }

    long timestamp(int row) {
        return timestamp[row];
    }

    long bits(int row) {
        return bits[row];
    }

    long start(int row) {
        return start[row];
    }

    byte @Nullable [] histogram(int row) {
        return row < histogram.length ? histogram[row] : null;
    }

    /** Forgets the rows; the segment's series stay known by their numbers. */
    void clear() {
        size = 0;
        known.clear();
        series.clear();
        Arrays.fill(placeOfId, 0);
        histogram = new byte[0][];
        histogramBytes = 0;
    }

    private void add(int id, long time, long valueBits, long since) {
        int at = placeOfId[id];
        if (at == 0) {
            at = placeOf(labelsOfId[id]) + 1;
            placeOfId[id] = at;
        }
        if (size == place.length) {
            int capacity = size + (size >> 1);
            place = Arrays.copyOf(place, capacity);
            timestamp = Arrays.copyOf(timestamp, capacity);
            bits = Arrays.copyOf(bits, capacity);
            start = Arrays.copyOf(start, capacity);
        }
        place[size] = at - 1;
        timestamp[size] = time;
        bits[size] = valueBits;
        start[size] = since;
        size++;
    }

    private int placeOf(EncodedLabels labels) {
        Integer found = known.get(labels);
        if (found != null) {
            return found;
        }
        int next = series.size();
        known.put(labels, next);
        series.add(new ArchivedSeries(labels));
        return next;
    }
}
