package com.kaldrix.monitoring.metrics.buffer;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what a reader shows, with the series themselves in place of their numbers. */
final class Shown implements BlockVisitor {
    record Sample(EncodedLabels series, long timestamp, long bits, long start) {}

    record Histogram(EncodedLabels series, long timestamp, List<Byte> bytes, long start) {}

    final List<Sample> samples = new ArrayList<>();
    final List<Histogram> histograms = new ArrayList<>();
    final List<String> exemplars = new ArrayList<>();
    final List<String> metadata = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<Long> segments = new ArrayList<>();
    int blocks;
    private final List<EncodedLabels> series = new ArrayList<>();

    @Override
    public void segment(long number) {
        segments.add(number);
        series.clear();
    }

    @Override
    public void series(int id, EncodedLabels labels) {
        if (id != series.size()) {
            throw new AssertionError("series " + id + " is shown as number " + series.size());
        }
        series.add(labels);
    }

    @Override
    public void sample(int id, long timestamp, double value, long start) {
        samples.add(new Sample(series.get(id), timestamp, Double.doubleToRawLongBits(value), start));
    }

    @Override
    public void histogram(int id, long timestamp, byte[] bytes, int from, int length, long start) {
        List<Byte> copy = new ArrayList<>();
        for (byte b : Arrays.copyOfRange(bytes, from, from + length)) {
            copy.add(b);
        }
        histograms.add(new Histogram(series.get(id), timestamp, copy, start));
    }

    @Override
    public void exemplar(int id, EncodedLabels labels, double value, long timestamp) {
        exemplars.add(series.get(id) + " " + labels + " " + value + " " + timestamp);
    }

    @Override
    public void metadata(String family, int type, String help, String unit) {
        metadata.add(family + " " + type + " " + help + " " + unit);
    }

    @Override
    public void note(String kind, String text) {
        notes.add(kind + " " + text);
    }

    @Override
    public void end() {
        blocks++;
    }

    /** Reads all that there is. */
    Shown all(BufferReader reader) {
        while (reader.next(this)) {
            continue;
        }
        return this;
    }

    /** The values of the samples, in their order. */
    List<Double> values() {
        return samples.stream().map(one -> Double.longBitsToDouble(one.bits())).toList();
    }
}
