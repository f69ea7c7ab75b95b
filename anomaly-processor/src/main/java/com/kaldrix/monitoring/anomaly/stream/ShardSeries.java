package com.kaldrix.monitoring.anomaly.stream;

import com.kaldrix.monitoring.anomaly.journal.Checkpoint;
import com.kaldrix.monitoring.anomaly.journal.Entry;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.MetricBatch;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * All series of a shard, in slices that are kept one after the other. The same entries in the same order leave the same state,
 * wherever a checkpoint was taken between them. For one thread.
 */
public final class ShardSeries {
    /** How many slices a shard has; part of the form of what is kept. */
    public static final int SLICES = 32;
    /** What is of that age has come from every gateway, or does not come any more. */
    private static final long TICKS_BEHIND_MILLIS = 60_000;

    private final Slice[] slices = new Slice[SLICES];
    private final Watch.Maker watches;
    private long late;

    /** A shard of which nothing is known. */
    public ShardSeries(Watch.Maker watches) {
        this.watches = watches;
        Arrays.setAll(slices, number -> new Slice(watches));
    }

    /**
     * Goes on from checkpoints; slices without one know nothing.
     *
     * @throws UncheckedIOException if one cannot be read
     */
    public void restore(Collection<Checkpoint> checkpoints) {
        for (Checkpoint checkpoint : checkpoints) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(checkpoint.state()))) {
                slices[checkpoint.slice()] = Slice.load(watches, in);
            } catch (IOException e) {
                throw new UncheckedIOException("the checkpoint of slice " + checkpoint.slice() + " is damaged", e);
            }
        }
    }

    /** Up to which entry of the journal all slices have come. */
    public long leastSeq() {
        return Arrays.stream(slices).mapToLong(Slice::seq).min().orElse(0);
    }

    /** How many series there are. */
    public int size() {
        return Arrays.stream(slices).mapToInt(Slice::size).sum();
    }

    /** How many windows came too late to be observed. */
    public long late() {
        return late;
    }

    /** Takes an entry in; slices that have it already leave it out. */
    public void apply(Entry entry, Findings findings) {
        switch (entry.kind()) {
            case BATCH -> {
                MetricBatch batch = CloudEvents.read(
                                new String(entry.body(), StandardCharsets.UTF_8), MetricBatch.class)
                        .data();
                for (int place = 0; place < batch.size(); place++) {
                    offer(entry.seq(), batch, batch.window(place));
                }
                advance(entry.seq(), batch.windowStart().toEpochMilli() + batch.windowSeconds() * 1000L, findings);
            }
            case TICK -> advance(entry.seq(), ByteBuffer.wrap(entry.body()).getLong() - TICKS_BEHIND_MILLIS, findings);
        }
    }

    private void offer(long seq, MetricBatch batch, MetricBatch.Window window) {
        Slice slice = slices[sliceOf(window.labels())];
        if (slice.seq() < seq && !slice.offer(batch, window)) {
            late++;
        }
    }

    private void advance(long seq, long now, Findings findings) {
        for (Slice slice : slices) {
            if (slice.seq() < seq) {
                slice.advance(seq, now, findings);
            }
        }
    }

    private static int sliceOf(Labels labels) {
        return (int) Math.floorMod(labels.fingerprint().value(), (long) SLICES);
    }

    /** How it stands with the series of a slice of which something is known. */
    public Map<Labels, Glance> look(int number) {
        return slices[number].look();
    }

    /** What a slice knows now. */
    public Checkpoint checkpoint(int number) {
        Slice slice = slices[number];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            slice.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checkpoint(number, slice.seq(), slice.size(), bytes.toByteArray());
    }
}
