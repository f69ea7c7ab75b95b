package com.kaldrix.monitoring.metrics.buffer;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A buffer in memory for tests of its readers: blocks with samples, in segments of any length, and a cursor by name. */
public final class FakeBuffer implements Buffer {
    /** A sample that is accepted. */
    public record Sample(LabelSet labels, long time, double value, long start) {
        public static Sample of(long time, double value, String... labels) {
            return new Sample(LabelSet.of(labels), time, value, 0);
        }
    }

    private record Block(long acceptedAt, List<Sample> samples) {}

    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, Integer> cursors = new HashMap<>();
    private final int perSegment;

    /** @param perSegment how many blocks are in a segment */
    public FakeBuffer(int perSegment) {
        this.perSegment = perSegment;
    }

    /** Accepts samples together. */
    public void accept(long at, List<Sample> samples) {
        blocks.add(new Block(at, List.copyOf(samples)));
    }

    /** How many blocks lie before the cursor of that name. */
    public int committed(String name) {
        return cursors.getOrDefault(name, 0);
    }

    @Override
    public BufferReader reader(String name) {
        return new Reader(name);
    }

    @Override
    public Position end() {
        return new Position(0, blocks.size());
    }

    private final class Reader implements BufferReader {
        private final String name;
        private int at;
        private int segment = -1;
        private Map<LabelSet, Integer> ids = new LinkedHashMap<>();

        private Reader(String name) {
            this.name = name;
            this.at = committed(name);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean next(BlockVisitor visitor) {
            if (at >= blocks.size()) {
                return false;
            }
            if (at / perSegment != segment) {
                segment = at / perSegment;
                ids = new LinkedHashMap<>();
                visitor.segment(segment);
                for (int earlier = segment * perSegment; earlier < at; earlier++) {
                    series(blocks.get(earlier), visitor);
                }
            }
            Block block = blocks.get(at++);
            visitor.block(block.acceptedAt());
            series(block, visitor);
            for (Sample sample : block.samples()) {
                visitor.sample(ids.getOrDefault(sample.labels(), -1), sample.time(), sample.value(), sample.start());
            }
            visitor.end();
            return true;
        }

        private void series(Block block, BlockVisitor visitor) {
            for (Sample sample : block.samples()) {
                if (!ids.containsKey(sample.labels())) {
                    int id = ids.size();
                    ids.put(sample.labels(), id);
                    visitor.series(id, sample.labels().encode());
                }
            }
        }

        @Override
        public boolean await(Duration longest) {
            return at < blocks.size();
        }

        @Override
        public Position position() {
            return new Position(0, at);
        }

        @Override
        public void commit(Position position) {
            cursors.put(name, (int) position.offset());
        }

        @Override
        public long backlogBytes() {
            return blocks.size() - at;
        }

        @Override
        public Duration lag() {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }
}
