package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.histogram.HistogramCheck;
import com.kaldrix.monitoring.metrics.histogram.HistogramCodec;
import com.kaldrix.monitoring.metrics.histogram.MalformedHistogramException;
import java.util.Optional;

/**
 * Takes the times out of a message {@code Histogram}, which has the same fields in both versions: what is left is what the
 * buffer keeps. For one thread.
 */
final class HistogramBytes {
    private static final int TIMESTAMP = 15 << 3 | Wire.VARINT;
    private static final int START = 17 << 3 | Wire.VARINT;

    private final Wire wire = new Wire();
    private byte[] out = new byte[512];
    private int length;
    private long timestamp;
    private long start;

    /** Reads a message. */
    void read(byte[] bytes, int from, int size) {
        timestamp = 0;
        start = 0;
        length = 0;
        if (out.length < size) {
            out = new byte[Math.max(size, out.length * 2)];
        }
        wire.over(bytes, from, from + size);
        while (wire.more()) {
            int fieldFrom = wire.at();
            int tag = wire.tag();
            if (tag == TIMESTAMP) {
                timestamp = wire.varint();
            } else if (tag == START) {
                start = wire.varint();
            } else {
                wire.skip(tag);
                int count = wire.at() - fieldFrom;
                System.arraycopy(bytes, fieldFrom, out, length, count);
                length += count;
            }
        }
    }

    /** What is wrong with it, in words; empty when nothing is. */
    Optional<String> problem() {
        try {
            return HistogramCheck.problem(HistogramCodec.decode(out, 0, length));
        } catch (MalformedHistogramException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    byte[] bytes() {
        return out;
    }

    int length() {
        return length;
    }

    long timestamp() {
        return timestamp;
    }

    long start() {
        return start;
    }
}
