package com.kaldrix.monitoring.metrics.buffer;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;

/**
 * Is shown what the buffer holds, in the order in which it was accepted. A series is shown before its first sample and then
 * called by a number that holds within a segment: numbers count from 0 without gaps. All times are milliseconds since the
 * epoch.
 */
public interface BlockVisitor {
    /** A segment begins, at its start or within; all numbers of series are new, and its series so far are shown again. */
    void segment(long number);

    /**
     * A block begins. Called after {@link #segment} and before what the block holds.
     *
     * @param acceptedAt when it was accepted, by the gateway's clock; a reader that acts by it does the same again when it is
     *     shown the block again
     */
    default void block(long acceptedAt) {}

    /** A series of the segment; called for the numbers in their order. */
    void series(int id, EncodedLabels labels);

    /**
     * A sample.
     *
     * @param start since when a cumulative series counts; 0 when that is not known
     */
    void sample(int id, long timestamp, double value, long start);

    /** A native histogram: a part of these bytes is the message {@code Histogram} of remote write; they are reused. */
    default void histogram(int id, long timestamp, byte[] bytes, int from, int length, long start) {}

    /** An exemplar: its labels in the form of {@link EncodedLabels}. */
    default void exemplar(int id, EncodedLabels labels, double value, long timestamp) {}

    /** What is known of metrics; {@code type} as {@code MetricType} counts. */
    default void metadata(String family, int type, String help, String unit) {}

    /** Something that only its reader understands, such as the elected sender of a pair. */
    default void note(String kind, String text) {}

    /** A block ends: what was accepted together has been shown. */
    default void end() {}
}
