package com.kaldrix.monitoring.local.remotewrite;

import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Histogram;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a target has of one series, in order of arrival and compactly: a load test brings millions. */
public final class RecordedSeries {
    private long[] timestamps = new long[4];
    private double[] values = new double[4];
    private int size;
    private int outOfOrder;
    private final List<Histogram> histograms = new ArrayList<>(0);

    RecordedSeries() {}

    synchronized void add(TimeSeries series) {
        for (Point sample : series.samples()) {
            if (size == timestamps.length) {
                timestamps = Arrays.copyOf(timestamps, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            if (size > 0 && sample.timestamp() < timestamps[size - 1]) {
                outOfOrder++;
            }
            timestamps[size] = sample.timestamp();
            values[size] = sample.value();
            size++;
        }
        histograms.addAll(series.histograms());
    }

    /** The samples in order of arrival, those that came twice twice. */
    public synchronized List<Point> samples() {
        List<Point> points = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            points.add(new Point(timestamps[index], values[index]));
        }
        return points;
    }

    /** The times of all samples, sorted; those that came twice twice. */
    public synchronized long[] sortedTimestamps() {
        long[] sorted = Arrays.copyOf(timestamps, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The native histograms in order of arrival. */
    public synchronized List<Histogram> histograms() {
        return List.copyOf(histograms);
    }

    /** How many samples were older than the one that had arrived before. */
    public synchronized int outOfOrder() {
        return outOfOrder;
    }
}
