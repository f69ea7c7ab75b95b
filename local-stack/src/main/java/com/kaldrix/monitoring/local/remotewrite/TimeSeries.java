package com.kaldrix.monitoring.local.remotewrite;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A series with what a request says of it.
 *
 * @param labels with {@code __name__}, sorted by name as the specification wants them
 * @param samples in order of time
 * @param histograms native histograms, in order of time
 * @param metadata what 2.0 says beside it; {@link Metadata#NONE} for nothing
 */
public record TimeSeries(
        SortedMap<String, String> labels, List<Point> samples, List<Histogram> histograms, Metadata metadata) {
    public TimeSeries {
        labels = new TreeMap<>(labels);
        samples = List.copyOf(samples);
        histograms = List.copyOf(histograms);
    }

    /** A series with samples only. */
    public static TimeSeries of(Map<String, String> labels, List<Point> samples) {
        return new TimeSeries(new TreeMap<>(labels), samples, List.of(), Metadata.NONE);
    }

    /**
     * A value at a time.
     *
     * @param timestamp milliseconds since 1970
     * @param value may be NaN of any kind, such as the staleness marker
     */
    public record Point(long timestamp, double value) {}

    /**
     * A native histogram, kept as it came.
     *
     * @param timestamp milliseconds since 1970
     * @param count of observations
     * @param sum of observations
     * @param message the protobuf message
     */
    public record Histogram(long timestamp, double count, double sum, byte[] message) {
        public Histogram {
            message = message.clone();
        }

        @Override
        public byte[] message() {
            return message.clone();
        }
    }

    /**
     * What is known about a metric.
     *
     * @param type the number that the protocol gives to the type: 0 unknown, 1 counter, 2 gauge, 3 histogram
     * @param help words for people; empty for none
     */
    public record Metadata(int type, String help) {
        /** Nothing. */
        public static final Metadata NONE = new Metadata(0, "");
    }
}
