package com.kaldrix.monitoring.metrics.wire;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;

/**
 * Writes the body of a remote-write request into buffers that it keeps, for one request after the other. What follows one
 * another for the same series shares one {@code TimeSeries}; the caller keeps the order of time within a series. All times
 * are milliseconds since the epoch. For one thread.
 *
 * <pre>{@code
 * writer.clear();
 * writer.sample(labels, millis, 42, 0);
 * send(writer.compressed(compressor));
 * }</pre>
 */
public sealed interface RequestWriter permits WriteRequestWriter, RequestV2Writer {
    /** Which protocol it writes. */
    WriteProtocol protocol();

    /** Forgets the request, and keeps the buffers. */
    void clear();

    /**
     * A sample; any double, NaN with its payload among them.
     *
     * @param start since when a cumulative series counts; 0 when that is not known. Version 1.0 cannot say it.
     */
    void sample(EncodedLabels labels, long timestamp, double value, long start);

    /**
     * A native histogram.
     *
     * @param bytes a part of them is the message {@code Histogram} without the times, which are added
     * @param start as for a sample
     */
    void histogram(EncodedLabels labels, long timestamp, byte[] bytes, int from, int length, long start);

    /**
     * An exemplar of a series. Version 2.0 knows exemplars only beside samples: one whose series has none before it in
     * the request is left out there.
     *
     * @return whether it is in the request
     */
    boolean exemplar(EncodedLabels labels, EncodedLabels exemplar, double value, long timestamp);

    /**
     * What is known of the metrics of a family. Version 1.0 puts it into this request. Version 2.0 has it beside the series:
     * it is remembered, also beyond {@link #clear}, and goes with each series of the family that is written later.
     *
     * @param type as remote write counts types, 0 for unknown
     */
    void metadata(String family, int type, String help, String unit);

    int samples();

    int histograms();

    int exemplars();

    /** How many bytes the request has so far, before compression. */
    int size();

    /** Whether nothing has been written. */
    boolean isEmpty();

    /**
     * Ends the request and compresses it (snappy, block format). Nothing can be added until {@link #clear}.
     *
     * @param by which keeps a buffer that writers can share
     * @return the body, an array of its own
     */
    byte[] compressed(Compressor by);
}
