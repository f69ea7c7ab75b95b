package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.buffer.BlockVisitor;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget.Contents;
import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.wire.Compressor;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what goes out together: shares series out to shards, so that the samples of a series stay in their order however
 * many requests go on at once. For one thread.
 */
final class Round implements BlockVisitor {
    private final Function<LabelSet, Optional<LabelSet>> relabel;
    private final Contents contents;
    private final WriteProtocol protocol;
    private final int mostPerRequest;
    private final Compressor compressor = new Compressor();
    private final List<Shard> shards = new ArrayList<>();
    private @Nullable EncodedLabels[] byId = new EncodedLabels[1024];
    private int shardCount = 1;
    private int samples;

    Round(
            Function<LabelSet, Optional<LabelSet>> relabel,
            Contents contents,
            WriteProtocol protocol,
            int mostPerRequest) {
        this.relabel = relabel;
        this.contents = contents;
        this.protocol = protocol;
        this.mostPerRequest = mostPerRequest;
    }

    /** Begins with so many shards, all empty. */
    void begin(int count) {
        while (shards.size() > count) {
            shards.removeLast();
        }
        while (shards.size() < count) {
            shards.add(new Shard(protocol, compressor, mostPerRequest));
        }
        shardCount = count;
        samples = 0;
    }

    /** How many samples and histograms it holds. */
    int samples() {
        return samples;
    }

    /** Ends the round: the shards that have something to send. */
    List<Shard> complete() {
        shards.forEach(Shard::seal);
        return shards.stream().filter(shard -> !shard.isEmpty()).toList();
    }

    @Override
    public void segment(long number) {
        Arrays.fill(byId, null);
    }

    @Override
    public void series(int id, EncodedLabels labels) {
        if (id >= byId.length) {
            byId = Arrays.copyOf(byId, Math.max(id + 1, byId.length * 2));
        }
        byId[id] = relabel.apply(labels.decode())
                .map(changed -> {
                    EncodedLabels encoded = changed.encode();
                    return encoded.equals(labels) ? labels : encoded;
                })
                .orElse(null);
    }

    private Shard shard(EncodedLabels labels) {
        return shardCount == 1 ? shards.getFirst() : shards.get((int) ((labels.hash() >>> 33) * shardCount >>> 31));
    }

    @Override
    public void sample(int id, long timestamp, double value, long start) {
        @Nullable EncodedLabels labels = byId[id];
        if (labels != null) {
            shard(labels).sample(labels, timestamp, value, start);
            samples++;
        }
    }

    @Override
    public void histogram(int id, long timestamp, byte[] bytes, int from, int length, long start) {
        @Nullable EncodedLabels labels = byId[id];
        if (labels != null && contents.histograms()) {
            shard(labels).histogram(labels, timestamp, bytes, from, length, start);
            samples++;
        }
    }

    @Override
    public void exemplar(int id, EncodedLabels labels, double value, long timestamp) {
        @Nullable EncodedLabels series = byId[id];
        if (series != null && contents.exemplars()) {
            shard(series).exemplar(series, labels, value, timestamp);
        }
    }

    @Override
    public void metadata(String family, int type, String help, String unit) {
        if (contents.metadata()) {
            switch (protocol) {
                case V1 -> shards.getFirst().metadata(family, type, help, unit);
                case V2 -> shards.forEach(shard -> shard.metadata(family, type, help, unit));
            }
        }
    }
}
