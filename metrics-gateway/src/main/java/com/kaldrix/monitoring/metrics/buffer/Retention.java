package com.kaldrix.monitoring.metrics.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which segments there are, and how long they stay. Safe for several threads. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final BufferSettings settings;
    private final NavigableMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private final AtomicLong total = new AtomicLong();
    private final Readers readers = new Readers();

    Retention(BufferSettings settings, List<Segment> found) {
        this.settings = settings;
        found.forEach(this::add);
    }

    void add(Segment segment) {
        segments.put(segment.number(), segment);
        total.addAndGet(segment.bytes());
    }

    void grew(long bytes) {
        total.addAndGet(bytes);
    }

    /** No number is given twice, also when all segments are gone and only cursors are left. */
    long leastNextNumber() throws IOException {
        return readers.greatestSegment(settings.directory()) + 1;
    }

    boolean isFull() {
        return total.get() >= settings.maxBytes();
    }

    long totalBytes() {
        return total.get();
    }

    int count() {
        return segments.size();
    }

    Readers readers() {
        return readers;
    }

    /** The segment of that number or the next one that there is. */
    Optional<Segment> from(long number) {
        return Optional.ofNullable(segments.ceilingEntry(number)).map(Map.Entry::getValue);
    }

    /** The oldest place that is still there; where the buffer ends when nothing is. */
    Position oldest(Position end) {
        return segments.isEmpty() ? end : new Position(segments.firstKey(), 0);
    }

    /** How much lies between two places. */
    long between(Position from, Position to) {
        long bytes = 0;
        for (Segment segment : segments.tailMap(from.segment()).values()) {
            if (segment.number() > to.segment()) {
                break;
            }
            long start = segment.number() == from.segment()
                    ? Math.max(from.offset(), Block.SEGMENT_HEAD)
                    : Block.SEGMENT_HEAD;
            long stop = segment.number() == to.segment() ? to.offset() : segment.bytes();
            bytes += Math.max(0, stop - start);
        }
        return bytes;
    }

    /** Deletes the segments that all readers have passed; never the newest. */
    synchronized void clean(Position end) {
        Position least = readers.least().orElse(end);
        for (Segment segment : segments.headMap(end.segment()).values()) {
            boolean passed = segment.number() < least.segment()
                    || segment.number() == least.segment() && least.offset() >= segment.bytes();
            if (!passed) {
                return;
            }
            delete(segment);
        }
    }

    /** Gives up for the readers that have not come so far what is older than it may be. */
    synchronized void expire(Position end, long now) {
        for (Segment segment : segments.headMap(end.segment()).values()) {
            if (now - segment.newest() <= settings.maxAge().toMillis()) {
                return;
            }
            Position next = new Position(segment.number() + 1, 0);
            readers.giveUp(segment, next, this);
        }
    }

    private void delete(Segment segment) {
        try {
            Files.deleteIfExists(segment.path());
            segments.remove(segment.number());
            total.addAndGet(-segment.bytes());
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("segment", segment).setCause(e).log("A segment cannot be deleted");
        }
    }

    /** When the block at that place was accepted. */
    Optional<Long> acceptedAt(Position position) {
        Optional<Segment> segment = from(position.segment());
        if (segment.isPresent()
                && segment.get().number() == position.segment()
                && position.offset() >= segment.get().bytes()) {
            segment = from(position.segment() + 1);
        }
        if (segment.isEmpty()) {
            return Optional.empty();
        }
        long offset = segment.get().number() == position.segment()
                ? Math.max(position.offset(), Block.SEGMENT_HEAD)
                : Block.SEGMENT_HEAD;
        return head(segment.get(), offset).map(head -> head.getLong(8));
    }

    /** How many samples the blocks of a segment hold from there on, as their heads say. */
    long samples(Segment segment, long from) {
        long samples = 0;
        long at = Math.max(from, Block.SEGMENT_HEAD);
        try (FileChannel file = FileChannel.open(segment.path(), StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(Block.HEAD);
            while (at + Block.HEAD <= segment.bytes() && file.read(head.clear(), at) == Block.HEAD) {
                int length = head.getInt(0);
                if (length < 0 || length > Block.LARGEST) {
                    break;
                }
                samples += Math.max(0, head.getInt(16));
                at += Block.HEAD + length;
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("segment", segment).setCause(e).log("A segment cannot be counted");
        }
        return samples;
    }

    private static Optional<ByteBuffer> head(Segment segment, long offset) {
        try (FileChannel file = FileChannel.open(segment.path(), StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(Block.HEAD);
            return file.read(head, offset) == Block.HEAD ? Optional.of(head) : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
