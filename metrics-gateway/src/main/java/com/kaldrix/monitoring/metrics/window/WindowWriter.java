package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.common.event.MetricBatchWriter;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Cuts the series of a window into messages: one shard each, and none too large for the topic. */
final class WindowWriter {
    /** Below the 256 KB of SNS, attributes and the last series included. */
    private static final int FULL = 200_000;

    private final Identity identity;
    private final MetricBatchWriter writer = new MetricBatchWriter();
    private final List<WindowMessage> messages = new ArrayList<>();
    private int shard = -1;
    private int part;

    WindowWriter(Identity identity) {
        this.identity = identity;
    }

    /** Adds a series; those of a shard come together. */
    void add(WatchedSeries series, long start, long end) {
        if (series.shard != shard || writer.bytes() >= FULL) {
            cut(start, end);
            part = series.shard == shard ? part + 1 : 0;
            shard = series.shard;
        }
        LabelSet labels = series.labels.decode();
        writer.begin();
        for (int i = 0; i < labels.size(); i++) {
            writer.label(labels.name(i), labels.value(i));
        }
        writer.window(series.count, series.min, series.max, series.sum, series.first, series.last, series.increase);
    }

    private void cut(long start, long end) {
        if (writer.size() == 0) {
            return;
        }
        String name = identity.region() + "/" + identity.replica() + "/" + start + "/" + shard + "/" + part;
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        MetricBatchWriter.Head head = new MetricBatchWriter.Head(
                identity.region(), identity.replica(), shard, Instant.ofEpochMilli(start), (int)
                        ((end - start) / 1000));
        messages.add(new WindowMessage(id, shard, writer.finish(id.toString(), head, Instant.ofEpochMilli(end))));
    }

    /** What was put together since the last call. */
    List<WindowMessage> finish(long start, long end) {
        cut(start, end);
        shard = -1;
        part = 0;
        List<WindowMessage> finished = List.copyOf(messages);
        messages.clear();
        return finished;
    }
}
