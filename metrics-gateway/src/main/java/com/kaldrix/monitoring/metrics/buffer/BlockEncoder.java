package com.kaldrix.monitoring.metrics.buffer;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.Series;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes drafts as blocks of one segment after the other, and numbers the series of each. For one thread at a time. */
final class BlockEncoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int LARGEST_SAMPLE = 5 + 10 + 10 + 8;
    private static final int LARGEST_HISTOGRAM = 5 + 10 + 10 + 5;
    private static final int KEPT = 4 << 20;

    private final CRC32C crc = new CRC32C();
    private final List<Series> fresh = new ArrayList<>();
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private int segment = -1;
    private int known;

    /** A segment begins: all series are numbered anew. */
    void begin(int number) {
        segment = number;
        known = 0;
    }

    /** Takes the numbers back that the last block gave, because it was not written. */
    void undo() {
        known -= fresh.size();
        fresh.forEach(series -> series.number(-1, 0));
        fresh.clear();
    }

    /** Writes a block; it lies in {@link #bytes()} from 0 to the length that is returned. */
    int encode(Draft draft, long now) {
        if (bytes.length > KEPT) {
            bytes = new byte[1 << 16];
        }
        fresh.clear();
        length = Block.HEAD;
        number(draft);
        room(10);
        varint(fresh.size());
        for (Series series : fresh) {
            labels(series.labels());
        }
        samples(draft);
        histograms(draft);
        exemplars(draft);
        room(10);
        varint(draft.metadata.size());
        for (Draft.Metadata metadata : draft.metadata) {
            room(10);
            varint(metadata.type());
            text(metadata.family());
            text(metadata.help());
            text(metadata.unit());
        }
        room(10);
        varint(draft.notes.size());
        for (Draft.Note note : draft.notes) {
            text(note.kind());
            text(note.text());
        }
        head(now, draft.samples + draft.histograms);
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    private void head(long now, int samples) {
        LONG.set(bytes, 8, now);
        INT.set(bytes, 16, samples);
        INT.set(bytes, 20, 0);
        INT.set(bytes, 0, length - Block.HEAD);
        crc.reset();
        crc.update(bytes, Block.CRC_FROM, length - Block.CRC_FROM);
        INT.set(bytes, 4, (int) crc.getValue());
    }

    private void number(Draft draft) {
        for (int i = 0; i < draft.samples; i++) {
            number(draft.series[i]);
        }
        for (int i = 0; i < draft.histograms; i++) {
            number(draft.histogramSeries[i]);
        }
        for (Draft.Exemplar exemplar : draft.exemplars) {
            number(exemplar.series());
        }
    }

    private void number(Series series) {
        if (series.idIn(segment) < 0) {
            series.number(segment, known++);
            fresh.add(series);
        }
    }

    private void samples(Draft draft) {
        int count = draft.samples;
        room(10 + count * LARGEST_SAMPLE);
        varint(count);
        boolean starts = draft.starts.length > 0;
        int lastId = 0;
        long lastTime = 0;
        byte[] to = bytes;
        int at = length;
        for (int i = 0; i < count; i++) {
            int id = draft.series[i].idIn(segment);
            long time = draft.times[i];
            long start = starts ? draft.starts[i] : 0;
            at = varint(to, at, zigzag(id - lastId) << 1 | (start != 0 ? 1 : 0));
            at = varint(to, at, zigzag(time - lastTime));
            if (start != 0) {
                at = varint(to, at, zigzag(start));
            }
            LONG.set(to, at, Double.doubleToRawLongBits(draft.values[i]));
            at += 8;
            lastId = id;
            lastTime = time;
        }
        length = at;
    }

    private void histograms(Draft draft) {
        room(10);
        varint(draft.histograms);
        for (int i = 0; i < draft.histograms; i++) {
            int from = draft.histogramStart(i);
            int size = draft.histogramEnds[i] - from;
            room(LARGEST_HISTOGRAM + size);
            varint(draft.histogramSeries[i].idIn(segment));
            varint(zigzag(draft.histogramTimes[i]));
            varint(zigzag(draft.histogramStarts[i]));
            varint(size);
            System.arraycopy(draft.histogramBytes, from, bytes, length, size);
            length += size;
        }
    }

    private void exemplars(Draft draft) {
        room(10);
        varint(draft.exemplars.size());
        for (Draft.Exemplar exemplar : draft.exemplars) {
            room(40);
            varint(exemplar.series().idIn(segment));
            varint(zigzag(exemplar.timestamp()));
            LONG.set(bytes, length, Double.doubleToRawLongBits(exemplar.value()));
            length += 8;
            labels(exemplar.labels());
        }
    }

    private void labels(EncodedLabels labels) {
        room(5 + labels.length());
        varint(labels.length());
        System.arraycopy(labels.bytes(), 0, bytes, length, labels.length());
        length += labels.length();
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(5 + utf8.length);
        varint(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    private void varint(long value) {
        length = varint(bytes, length, value);
    }

    private static int varint(byte[] to, int from, long value) {
        long rest = value;
        int at = from;
        while ((rest & ~0x7fL) != 0) {
            to[at++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        return at;
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }
}
