package com.kaldrix.monitoring.metrics.buffer;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become a block of the buffer, in columns that are used again and again. For one thread. All times are
 * milliseconds since the epoch; a start of 0 is not known.
 */
public final class Draft {
    /** What is known of metrics. */
    record Metadata(String family, int type, String help, String unit) {}

    /** An exemplar of a series. */
    record Exemplar(Series series, EncodedLabels labels, double value, long timestamp) {}

    /** A word for one reader. */
    record Note(String kind, String text) {}

    private static final int FIRST_CAPACITY = 2048;
    /** Arrays that have grown beyond this are not kept for the next block. */
    private static final int KEPT_CAPACITY = 1 << 16;

    Series[] series = new Series[FIRST_CAPACITY];
    long[] times = new long[FIRST_CAPACITY];
    double[] values = new double[FIRST_CAPACITY];
    long[] starts = new long[0];
    int samples;

    Series[] histogramSeries = new Series[0];
    long[] histogramTimes = new long[0];
    long[] histogramStarts = new long[0];
    int[] histogramEnds = new int[0];
    byte[] histogramBytes = new byte[0];
    int histograms;

    final List<Exemplar> exemplars = new ArrayList<>();
    final List<Metadata> metadata = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();

    /** Adds a sample. */
    public void sample(Series of, long timestamp, double value, long start) {
        if (samples == series.length) {
            grow();
        }
        if (start != 0 && starts.length == 0) {
            starts = new long[series.length];
        }
        series[samples] = of;
        times[samples] = timestamp;
        values[samples] = value;
        if (starts.length > 0) {
            starts[samples] = start;
        }
        samples++;
    }

    /** Says under which series a sample is kept. */
    @FunctionalInterface
    public interface Resolver {
        /** The series, or null for a sample that is not to be kept. */
        @Nullable
        Series resolve(Series series);
    }

    /**
     * Asks of all samples under which series they are kept. In a loop of its own, since series lie all over the memory, and
     * a processor looks up many at once where nothing else stands between them.
     *
     * @return how many samples are not kept
     */
    public int resolve(Resolver resolver) {
        int kept = 0;
        for (int i = 0; i < samples; i++) {
            @Nullable Series of = resolver.resolve(series[i]);
            if (of != null) {
                series[kept] = of;
                if (kept != i) {
                    times[kept] = times[i];
                    values[kept] = values[i];
                    if (starts.length > 0) {
                        starts[kept] = starts[i];
                    }
                }
                kept++;
            }
        }
        int dropped = samples - kept;
        samples = kept;
        return dropped;
    }

    private void grow() {
        int capacity = series.length * 2;
        series = Arrays.copyOf(series, capacity);
        times = Arrays.copyOf(times, capacity);
        values = Arrays.copyOf(values, capacity);
        if (starts.length > 0) {
            starts = Arrays.copyOf(starts, capacity);
        }
    }

    /** Adds a native histogram: a part of these bytes, which is copied. */
    public void histogram(Series of, long timestamp, byte[] bytes, int from, int length, long start) {
        if (histograms == histogramSeries.length) {
            int capacity = Math.max(64, histograms * 2);
            histogramSeries = Arrays.copyOf(histogramSeries, capacity);
            histogramTimes = Arrays.copyOf(histogramTimes, capacity);
            histogramStarts = Arrays.copyOf(histogramStarts, capacity);
            histogramEnds = Arrays.copyOf(histogramEnds, capacity);
        }
        int at = histogramStart(histograms);
        if (at + length > histogramBytes.length) {
            histogramBytes = Arrays.copyOf(histogramBytes, Math.max(at + length, histogramBytes.length * 2));
        }
        System.arraycopy(bytes, from, histogramBytes, at, length);
        histogramSeries[histograms] = of;
        histogramTimes[histograms] = timestamp;
        histogramStarts[histograms] = start;
        histogramEnds[histograms] = at + length;
        histograms++;
    }

    int histogramStart(int index) {
        return index == 0 ? 0 : histogramEnds[index - 1];
    }

    /** Adds an exemplar. */
    public void exemplar(Series of, EncodedLabels labels, double value, long timestamp) {
        exemplars.add(new Exemplar(of, labels, value, timestamp));
    }

    /** Adds what is known of metrics; {@code type} as {@code MetricType} counts. */
    public void metadata(String family, int type, String help, String unit) {
        metadata.add(new Metadata(family, type, help, unit));
    }

    /** Adds a word for one reader. */
    public void note(String kind, String text) {
        notes.add(new Note(kind, text));
    }

    /** How many samples it holds. */
    public int samples() {
        return samples;
    }

    /** How many native histograms it holds. */
    public int histograms() {
        return histograms;
    }

    /** How many exemplars it holds. */
    public int exemplars() {
        return exemplars.size();
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return samples == 0 && histograms == 0 && exemplars.isEmpty() && metadata.isEmpty() && notes.isEmpty();
    }

    /** Makes it empty, for the next block. */
    public void clear() {
        if (series.length > KEPT_CAPACITY) {
            series = new Series[FIRST_CAPACITY];
            times = new long[FIRST_CAPACITY];
            values = new double[FIRST_CAPACITY];
        }
        starts = new long[0];
        samples = 0;
        histograms = 0;
        if (histogramBytes.length > KEPT_CAPACITY * 16) {
            histogramBytes = new byte[0];
        }
        exemplars.clear();
        metadata.clear();
        notes.clear();
    }
}
