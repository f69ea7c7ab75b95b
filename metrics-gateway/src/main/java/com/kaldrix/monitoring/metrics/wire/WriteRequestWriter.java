package com.kaldrix.monitoring.metrics.wire;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code prometheus.WriteRequest}, the body of remote write 1.0. The bytes of {@link EncodedLabels} go in as they are.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Remote-Write 1.0, Protocol</a>
 */
public final class WriteRequestWriter implements RequestWriter {
    private static final int TIMESERIES = 0x0a;
    private static final int METADATA = 0x1a;
    private static final int SAMPLE = 0x12;
    private static final int EXEMPLAR = 0x1a;
    private static final int HISTOGRAM = 0x22;
    private static final int VALUE = 0x09;
    private static final int SAMPLE_TIME = 0x10;
    private static final int EXEMPLAR_VALUE = 0x11;
    private static final int EXEMPLAR_TIME = 0x18;
    private static final int HISTOGRAM_TIME = 0x78;
    private static final int TYPE = 0x08;
    private static final int FAMILY = 0x12;
    private static final int HELP = 0x22;
    private static final int UNIT = 0x2a;
    /** A series of common length takes two bytes for its length. */
    private static final int ROOM = 2;

    private final WireBuffer buffer = new WireBuffer(256 * 1024);
    private @Nullable EncodedLabels open;
    private int openAt;
    private int samples;
    private int histograms;
    private int exemplars;

    @Override
    public WriteProtocol protocol() {
        return WriteProtocol.V1;
    }

    @Override
    public void clear() {
        buffer.clear();
        open = null;
        samples = 0;
        histograms = 0;
        exemplars = 0;
    }

    @Override
    public void sample(EncodedLabels labels, long timestamp, double value, long start) {
        series(labels);
        long bits = Double.doubleToRawLongBits(value);
        buffer.put(SAMPLE);
        buffer.put((bits == 0 ? 0 : 1 + Long.BYTES) + 1 + WireBuffer.size(timestamp));
        if (bits != 0) {
            buffer.put(VALUE);
            buffer.fixed64(bits);
        }
        buffer.put(SAMPLE_TIME);
        buffer.varint(timestamp);
        samples++;
    }

    @Override
    public void histogram(EncodedLabels labels, long timestamp, byte[] bytes, int from, int length, long start) {
        series(labels);
        buffer.put(HISTOGRAM);
        buffer.varint(length + 1 + WireBuffer.size(timestamp));
        buffer.put(bytes, from, length);
        buffer.put(HISTOGRAM_TIME);
        buffer.varint(timestamp);
        histograms++;
    }

    @Override
    public boolean exemplar(EncodedLabels labels, EncodedLabels exemplar, double value, long timestamp) {
        series(labels);
        buffer.put(EXEMPLAR);
        buffer.varint(exemplar.length() + 1 + Long.BYTES + 1 + WireBuffer.size(timestamp));
        buffer.put(exemplar.bytes(), 0, exemplar.length());
        buffer.put(EXEMPLAR_VALUE);
        buffer.fixed64(Double.doubleToRawLongBits(value));
        buffer.put(EXEMPLAR_TIME);
        buffer.varint(timestamp);
        exemplars++;
        return true;
    }

    @Override
    public void metadata(String family, int type, String help, String unit) {
        close();
        buffer.put(METADATA);
        int at = buffer.size();
        buffer.skip(ROOM);
        buffer.put(TYPE);
        buffer.varint(type);
        text(FAMILY, family);
        text(HELP, help);
        text(UNIT, unit);
        buffer.fillLength(at, ROOM);
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public int histograms() {
        return histograms;
    }

    @Override
    public int exemplars() {
        return exemplars;
    }

    @Override
    public int size() {
        return buffer.size();
    }

    @Override
    public boolean isEmpty() {
        return buffer.size() == 0;
    }

    @Override
    public byte[] compressed(Compressor by) {
        close();
        return by.compress(buffer);
    }

    private void series(EncodedLabels labels) {
        if (open == labels || labels.equals(open)) {
            return;
        }
        close();
        buffer.put(TIMESERIES);
        openAt = buffer.size();
        buffer.skip(ROOM);
        buffer.put(labels.bytes(), 0, labels.length());
        open = labels;
    }

    private void close() {
        if (open != null) {
            buffer.fillLength(openAt, ROOM);
            open = null;
        }
    }

    private void text(int tag, String text) {
        if (!text.isEmpty()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            buffer.field(tag, bytes, 0, bytes.length);
        }
    }
}
