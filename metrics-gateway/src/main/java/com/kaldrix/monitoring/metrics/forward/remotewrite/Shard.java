package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.wire.Compressor;
import com.kaldrix.monitoring.metrics.wire.RequestWriter;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.util.ArrayDeque;
import java.util.Deque;

/** The requests of those series that fall to one of several senders, in their order. For one thread at a time. */
final class Shard {
    /** A request that is complete. */
    record Request(byte[] body, int samples) {}

    private final RequestWriter writer;
    private final Compressor compressor;
    private final int most;
    private final Deque<Request> full = new ArrayDeque<>();

    Shard(WriteProtocol protocol, Compressor compressor, int most) {
        this.writer = protocol.newWriter();
        this.compressor = compressor;
        this.most = most;
        writer.clear();
    }

    void sample(EncodedLabels labels, long timestamp, double value, long start) {
        writer.sample(labels, timestamp, value, start);
        sealIfFull();
    }

    void histogram(EncodedLabels labels, long timestamp, byte[] bytes, int from, int length, long start) {
        writer.histogram(labels, timestamp, bytes, from, length, start);
        sealIfFull();
    }

    void exemplar(EncodedLabels labels, EncodedLabels exemplar, double value, long timestamp) {
        writer.exemplar(labels, exemplar, value, timestamp);
    }

    void metadata(String family, int type, String help, String unit) {
        writer.metadata(family, type, help, unit);
    }

    private void sealIfFull() {
        if (count() >= most) {
            seal();
        }
    }

    /** What was written so far becomes a request. */
    void seal() {
        if (!writer.isEmpty()) {
            full.add(new Request(writer.compressed(compressor), count()));
            writer.clear();
        }
    }

    private int count() {
        return writer.samples() + writer.histograms();
    }

    /** Whether there is no request in it. */
    boolean isEmpty() {
        return full.isEmpty();
    }

    /** The oldest request, which is not among them any more. */
    Request take() {
        return full.removeFirst();
    }
}
