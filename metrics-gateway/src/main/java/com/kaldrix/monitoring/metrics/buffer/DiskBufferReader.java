package com.kaldrix.monitoring.metrics.buffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads segments through a window of bytes. Only status, and being moved on, may come from other threads. */
final class DiskBufferReader implements BufferReader {
    private static final Logger LOG = LoggerFactory.getLogger(DiskBufferReader.class);
    private static final int WINDOW = 1 << 18;

    private final String name;
    private final DiskBuffer buffer;
    private final Cursor cursor;
    private final Consumer<DiskBufferReader> closed;
    private final BlockDecoder decoder;
    private final CRC32C crc = new CRC32C();
    private final AtomicLong lostBytes = new AtomicLong();
    private final AtomicLong lostSamples = new AtomicLong();

    private byte[] window = new byte[WINDOW];
    private long windowFrom;
    private int windowLength;
    private @Nullable FileChannel file;
    private long segment = -1;
    private int known;
    private volatile Position position;
    private volatile Position committed;
    private volatile Position floor = new Position(0, 0);

    DiskBufferReader(String name, DiskBuffer buffer, Cursor cursor, Position start, Consumer<DiskBufferReader> closed) {
        this.name = name;
        this.buffer = buffer;
        this.decoder = new BlockDecoder(buffer::canonical);
        this.cursor = cursor;
        this.closed = closed;
        this.position = start;
        this.committed = start;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean next(BlockVisitor visitor) {
        try {
            while (true) {
                if (position.compareTo(floor) < 0) {
                    position = floor;
                    commit(floor);
                }
                Position end = buffer.end();
                if (position.compareTo(end) >= 0) {
                    return false;
                }
                Optional<Segment> there = buffer.retention().from(position.segment());
                if (there.isEmpty() || there.get().number() > end.segment()) {
                    return false;
                }
                if (show(there.get(), end, visitor)) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the buffer cannot be read by " + name, e);
        }
    }

    /** Shows a block of the segment, or moves behind the segment when there is none. */
    private boolean show(Segment there, Position end, BlockVisitor visitor) throws IOException {
        long limit = there.number() == end.segment() ? end.offset() : there.bytes();
        long offset = there.number() == position.segment()
                ? Math.max(position.offset(), Block.SEGMENT_HEAD)
                : Block.SEGMENT_HEAD;
        if (offset >= limit) {
            position = there.number() == end.segment() ? end : new Position(there.number() + 1, 0);
            return false;
        }
        try {
            if (segment != there.number()) {
                enter(there, offset, visitor);
            }
            int content = load(offset, limit);
            visitor.block(ByteBuffer.wrap(window).getLong((int) (offset - windowFrom) + Block.ACCEPTED));
            known = decoder.decode(window, (int) (offset - windowFrom) + Block.HEAD, known, visitor);
            position = new Position(there.number(), offset + Block.HEAD + content);
            visitor.end();
            return true;
        } catch (NoSuchFileException gone) {
            position = new Position(there.number() + 1, 0);
            return false;
        } catch (DamagedBlockException e) {
            skip(there, offset, limit, e);
            return false;
        }
    }

    /** What comes after a damaged block cannot be told: its series may have been in it. */
    private void skip(Segment there, long offset, long limit, DamagedBlockException why) {
        long bytes = limit - offset;
        long samples = buffer.retention().samples(there, offset);
        lost(bytes, samples);
        LOG.atError()
                .addKeyValue("reader", name)
                .addKeyValue("segment", there)
                .addKeyValue("offset", offset)
                .addKeyValue("bytes", bytes)
                .addKeyValue("reason", why.getMessage())
                .log("A segment is damaged, and what comes after is given up");
        segment = -1;
        position = there.number() == buffer.end().segment()
                ? new Position(there.number(), limit)
                : new Position(there.number() + 1, 0);
    }

    private void enter(Segment there, long offset, BlockVisitor visitor) throws IOException {
        leave();
        file = FileChannel.open(there.path(), StandardOpenOption.READ);
        windowLength = 0;
        known = 0;
        visitor.segment(there.number());
        long at = Block.SEGMENT_HEAD;
        while (at < offset) {
            int content = load(at, offset);
            known = decoder.series(window, (int) (at - windowFrom) + Block.HEAD, known, visitor);
            at += Block.HEAD + content;
        }
        segment = there.number();
    }

    /** Sees that a block is in the window; the length of its content. */
    private int load(long offset, long limit) throws IOException {
        if (limit - offset < Block.HEAD) {
            throw new DamagedBlockException("the head is cut off");
        }
        fill(offset, Block.HEAD, limit);
        int at = (int) (offset - windowFrom);
        ByteBuffer head = ByteBuffer.wrap(window, at, Block.HEAD).slice();
        int content = head.getInt(0);
        if (content < 0 || content > Block.LARGEST || offset + Block.HEAD + content > limit) {
            throw new DamagedBlockException("the length is damaged");
        }
        int expected = head.getInt(4);
        fill(offset, Block.HEAD + content, limit);
        at = (int) (offset - windowFrom);
        crc.reset();
        crc.update(window, at + Block.CRC_FROM, Block.HEAD - Block.CRC_FROM + content);
        if ((int) crc.getValue() != expected) {
            throw new DamagedBlockException("the checksum is another");
        }
        return content;
    }

    private void fill(long offset, int length, long limit) throws IOException {
        if (offset >= windowFrom && offset + length <= windowFrom + windowLength) {
            return;
        }
        if (window.length < length) {
            window = new byte[Math.max(length, window.length * 2)];
        } else if (window.length > 16 * WINDOW && length <= WINDOW) {
            window = new byte[WINDOW];
        }
        int wanted = (int) Math.min(window.length, limit - offset);
        ByteBuffer to = ByteBuffer.wrap(window, 0, wanted);
        FileChannel from = file;
        while (from != null && to.hasRemaining() && from.read(to, offset + to.position()) >= 0) {
            continue;
        }
        windowFrom = offset;
        windowLength = to.position();
        if (windowLength < length) {
            throw new DamagedBlockException("the segment is cut off");
        }
    }

    private void leave() throws IOException {
        FileChannel open = file;
        file = null;
        segment = -1;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean await(Duration longest) throws InterruptedException {
        return buffer.arrivals().await(() -> position.compareTo(buffer.end()) < 0, longest);
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public void commit(Position place) {
        if (keep(place)) {
            buffer.retention().clean(buffer.end());
        }
    }

    /** Keeps the position; whether it lies in another segment than the one before. */
    private synchronized boolean keep(Position place) {
        Position before = committed;
        if (place.compareTo(before) == 0) {
            return false;
        }
        try {
            cursor.write(place);
        } catch (IOException e) {
            throw new UncheckedIOException("the cursor of " + name + " cannot be kept", e);
        }
        committed = place;
        return place.segment() != before.segment();
    }

    Position committed() {
        return committed;
    }

    void goOnAt(Position next) {
        floor = next;
        if (committed.compareTo(next) < 0) {
            keep(next);
        }
    }

    void lost(long bytes, long samples) {
        lostBytes.addAndGet(bytes);
        lostSamples.addAndGet(samples);
    }

    ReaderStatus status() {
        Position place = committed;
        return new ReaderStatus(name, place, backlogBytes(), lag(), lostBytes.get(), lostSamples.get());
    }

    @Override
    public long backlogBytes() {
        return buffer.retention().between(committed, buffer.end());
    }

    @Override
    public Duration lag() {
        return buffer.lag(committed);
    }

    @Override
    public void close() {
        closed.accept(this);
        try {
            leave();
            cursor.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the reader " + name + " cannot be closed", e);
        }
    }
}
