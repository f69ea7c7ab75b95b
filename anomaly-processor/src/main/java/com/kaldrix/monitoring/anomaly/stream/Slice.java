package com.kaldrix.monitoring.anomaly.stream;

import com.kaldrix.monitoring.common.event.MetricBatch;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of a shard's series whose state is kept together. It knows up to which entry of the journal it has come, so that parts
 * that were kept at different times can go on side by side. For one thread.
 */
final class Slice {
    private static final byte FORM = 2;
    /** So long after its end a window may still come from another gateway. */
    private static final long LATENESS_MILLIS = 20_000;
    /** How often series that say nothing any more are looked for. */
    private static final long SWEEP_MILLIS = 3_600_000;

    private final Watch.Maker watches;
    private final Map<Labels, StreamedSeries> series = new LinkedHashMap<>();
    private long seq;
    private long time = Long.MIN_VALUE;
    private long swept = Long.MIN_VALUE;

    Slice(Watch.Maker watches) {
        this.watches = watches.ofSlice();
    }

    /** The last entry of the journal that it has taken in. */
    long seq() {
        return seq;
    }

    int size() {
        return series.size();
    }

    /**
     * Takes a window in.
     *
     * @return false when it comes too late
     */
    boolean offer(MetricBatch batch, MetricBatch.Window window) {
        StreamedSeries one = series.computeIfAbsent(window.labels(), labels -> StreamedSeries.begin(labels, watches));
        return one.offer(batch.windowStart().toEpochMilli(), batch.windowSeconds(), window);
    }

    /**
     * An entry has been taken in.
     *
     * @param now the latest time that is known with it, in milliseconds since the epoch
     */
    void advance(long entry, long now, Findings findings) {
        seq = entry;
        if (now <= time) {
            return;
        }
        time = now;
        series.values().forEach(one -> one.closeUntil(now - LATENESS_MILLIS, findings));
        if (swept == Long.MIN_VALUE || now - swept > SWEEP_MILLIS) {
            swept = now;
            series.values().removeIf(one -> one.isForgotten(now) && one.end(findings));
        }
    }

    /** How it stands with each series of which something is known. */
    Map<Labels, Glance> look() {
        Map<Labels, Glance> seen = new LinkedHashMap<>();
        series.forEach((labels, one) -> {
            Glance glance = one.look();
            if (glance != null) {
                seen.put(labels, glance);
            }
        });
        return seen;
    }

    void save(DataOutput out) throws IOException {
        out.writeByte(FORM);
        out.writeLong(seq);
        out.writeLong(time);
        out.writeLong(swept);
        out.writeInt(series.size());
        for (StreamedSeries one : series.values()) {
            out.writeInt(one.labels().size());
            for (Map.Entry<String, String> label : one.labels().asMap().entrySet()) {
                out.writeUTF(label.getKey());
                out.writeUTF(label.getValue());
            }
            one.save(out);
        }
    }

    static Slice load(Watch.Maker watches, DataInput in) throws IOException {
        byte form = in.readByte();
        if (form != FORM) {
            throw new IOException("a checkpoint of form " + form + " cannot be read; this is form " + FORM);
        }
        Slice slice = new Slice(watches);
        slice.seq = in.readLong();
        slice.time = in.readLong();
        slice.swept = in.readLong();
        for (int count = in.readInt(); count > 0; count--) {
            Map<String, String> pairs = new TreeMap<>();
            for (int labels = in.readInt(); labels > 0; labels--) {
                pairs.put(in.readUTF(), in.readUTF());
            }
            Labels labels = Labels.of(pairs);
            slice.series.put(labels, StreamedSeries.resume(labels, slice.watches, in));
        }
        return slice;
    }
}
