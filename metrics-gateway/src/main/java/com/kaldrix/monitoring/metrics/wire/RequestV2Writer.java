package com.kaldrix.monitoring.metrics.wire;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code io.prometheus.write.v2.Request}, the body of remote write 2.0. The time since when a series counts goes into
 * field 6 of the series, where the first drafts have it, and into each sample, where the later ones do; a receiver passes
 * over the one that it does not know.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/">Remote-Write 2.0, Protocol</a>
 */
public final class RequestV2Writer implements RequestWriter {
    private static final int TIMESERIES = 0x2a;
    private static final int LABEL_REFS = 0x0a;
    private static final int SAMPLE = 0x12;
    private static final int HISTOGRAM = 0x1a;
    private static final int EXEMPLAR = 0x22;
    private static final int METADATA = 0x2a;
    private static final int CREATED = 0x30;
    private static final int VALUE = 0x09;
    private static final int SAMPLE_TIME = 0x10;
    private static final int SAMPLE_START = 0x18;
    private static final int HISTOGRAM_TIME = 0x78;
    private static final int HISTOGRAM_START = 17 << 3;
    private static final int EXEMPLAR_VALUE = 0x11;
    private static final int EXEMPLAR_TIME = 0x18;
    private static final int TYPE = 0x08;
    private static final int HELP = 0x18;
    private static final int UNIT = 0x20;
    /** A series with its labels as references is mostly below 128 bytes, and so are the references themselves. */
    private static final int ROOM = 1;

    private static final int MOST_TEXTS = 200_000;
    private static final byte[] NAME = LabelSet.NAME.getBytes(StandardCharsets.UTF_8);

    private final SymbolTable symbols = new SymbolTable(MOST_TEXTS);
    private final WireBuffer series = new WireBuffer(128 * 1024);
    private final WireBuffer scratch = new WireBuffer(512);
    private final WireBuffer request = new WireBuffer(192 * 1024);
    private final FamilyMetadata families = new FamilyMetadata();
    private @Nullable EncodedLabels open;
    private boolean openIsHistogram;
    private long openStart;
    private int openAt;
    private int samples;
    private int histograms;
    private int exemplars;

    @Override
    public WriteProtocol protocol() {
        return WriteProtocol.V2;
    }

    @Override
    public void clear() {
        if (symbols.clear()) {
            families.forgetTexts();
        }
        series.clear();
        open = null;
        samples = 0;
        histograms = 0;
        exemplars = 0;
    }

    @Override
    public void sample(EncodedLabels labels, long timestamp, double value, long start) {
        series(labels, false, start);
        long bits = Double.doubleToRawLongBits(value);
        series.put(SAMPLE);
        series.put((bits == 0 ? 0 : 1 + Long.BYTES)
                + 1
                + WireBuffer.size(timestamp)
                + (start == 0 ? 0 : 1 + WireBuffer.size(start)));
        if (bits != 0) {
            series.put(VALUE);
            series.fixed64(bits);
        }
        series.put(SAMPLE_TIME);
        series.varint(timestamp);
        if (start != 0) {
            series.put(SAMPLE_START);
            series.varint(start);
        }
        samples++;
    }

    @Override
    public void histogram(EncodedLabels labels, long timestamp, byte[] bytes, int from, int length, long start) {
        series(labels, true, start);
        series.put(HISTOGRAM);
        series.varint(length + 1 + WireBuffer.size(timestamp) + (start == 0 ? 0 : 2 + WireBuffer.size(start)));
        series.put(bytes, from, length);
        series.put(HISTOGRAM_TIME);
        series.varint(timestamp);
        if (start != 0) {
            series.varint(HISTOGRAM_START);
            series.varint(start);
        }
        histograms++;
    }

    @Override
    public boolean exemplar(EncodedLabels labels, EncodedLabels exemplar, double value, long timestamp) {
        if (open == labels || labels.equals(open)) {
            exemplar(series, exemplar, value, timestamp);
        } else {
            close();
            int message = find(labels);
            if (message < 0) {
                return false;
            }
            scratch.clear();
            exemplar(scratch, exemplar, value, timestamp);
            addTo(message, scratch);
        }
        exemplars++;
        return true;
    }

    @Override
    public void metadata(String family, int type, String help, String unit) {
        families.put(family, type, help, unit);
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
        return symbols.encoded().size() + series.size();
    }

    @Override
    public boolean isEmpty() {
        return series.size() == 0;
    }

    @Override
    public byte[] compressed(Compressor by) {
        close();
        request.clear();
        request.put(symbols.encoded().bytes(), 0, symbols.encoded().size());
        request.put(series.bytes(), 0, series.size());
        return by.compress(request);
    }

    private void series(EncodedLabels labels, boolean histogram, long start) {
        boolean same = open == labels || labels.equals(open);
        if (same && openIsHistogram == histogram && openStart == start) {
            return;
        }
        close();
        series.put(TIMESERIES);
        openAt = series.size();
        series.skip(ROOM);
        FamilyMetadata.Known known = references(series, labels);
        if (known != null) {
            describe(known);
        }
        if (start != 0) {
            series.put(CREATED);
            series.varint(start);
        }
        open = labels;
        openIsHistogram = histogram;
        openStart = start;
    }

    private void exemplar(WireBuffer out, EncodedLabels exemplar, double value, long timestamp) {
        out.put(EXEMPLAR);
        int at = out.size();
        out.skip(ROOM);
        references(out, symbols.numbers(exemplar));
        out.put(EXEMPLAR_VALUE);
        out.fixed64(Double.doubleToRawLongBits(value));
        out.put(EXEMPLAR_TIME);
        out.varint(timestamp);
        out.fillLength(at, ROOM);
    }

    /** Where the message of a series begins that was written before; -1 when there is none. Exemplars are rare. */
    private int find(EncodedLabels labels) {
        scratch.clear();
        references(scratch, labels);
        byte[] bytes = series.bytes();
        int at = 0;
        while (at < series.size()) {
            int body = at + 1 + WireBuffer.size(length(at));
            int end = Math.min(body + scratch.size(), series.size());
            if (Arrays.equals(bytes, body, end, scratch.bytes(), 0, scratch.size())) {
                return at;
            }
            at = body + length(at);
        }
        return -1;
    }

    private void addTo(int message, WireBuffer field) {
        int before = length(message);
        int room = WireBuffer.size(before);
        series.insert(message + 1 + room + before, field.bytes(), 0, field.size());
        int more = WireBuffer.size(before + field.size()) - room;
        series.insert(message + 1, NAME, 0, more);
        series.overwrite(message + 1, before + field.size());
    }

    /** The length of the message that begins there, as this writer wrote it. */
    private int length(int message) {
        byte[] bytes = series.bytes();
        int value = 0;
        int shift = 0;
        int at = message + 1;
        while (bytes[at] < 0) {
            value |= (bytes[at++] & 0x7f) << shift;
            shift += 7;
        }
        return value | bytes[at] << shift;
    }

    /** Writes the labels of a series as references; what is known of the metric that they name. */
    private FamilyMetadata.@Nullable Known references(WireBuffer out, EncodedLabels labels) {
        int[] texts = symbols.texts(labels);
        references(out, texts);
        if (families.isEmpty()) {
            return null;
        }
        int name = symbols.text(NAME, 0, NAME.length);
        for (int i = 0; i < texts.length; i += 2) {
            if (texts[i] == name) {
                return families.find(texts[i + 1], symbols);
            }
        }
        return null;
    }

    private void references(WireBuffer out, int[] texts) {
        out.put(LABEL_REFS);
        int at = out.size();
        out.skip(ROOM);
        for (int text : texts) {
            out.varint(symbols.reference(text));
        }
        out.fillLength(at, ROOM);
    }

    private void describe(FamilyMetadata.Known known) {
        series.put(METADATA);
        int at = series.size();
        series.skip(ROOM);
        series.put(TYPE);
        series.varint(known.type);
        series.put(HELP);
        series.varint(symbols.reference(symbols.text(known.help, 0, known.help.length)));
        series.put(UNIT);
        series.varint(symbols.reference(symbols.text(known.unit, 0, known.unit.length)));
        series.fillLength(at, ROOM);
    }

    private void close() {
        if (open != null) {
            series.fillLength(openAt, ROOM);
            open = null;
        }
    }
}
