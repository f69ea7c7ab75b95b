package com.kaldrix.monitoring.metrics.buffer;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The buffer on the disk: segments of blocks, of which the newest is written to. Whoever appends waits until the block is on
 * the disk; those who wait together share one flush of the disk (group commit). A process that is killed at any moment has
 * kept all that it said it had.
 */
public final class DiskBuffer implements Buffer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskBuffer.class);

    private final BufferSettings settings;
    private final Clock clock;
    private final Retention retention;
    private final Arrivals arrivals = new Arrivals();
    private final FileChannel lockFile;
    private final List<Note> recovered;

    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock syncing = new ReentrantLock();
    private final BlockEncoder encoder = new BlockEncoder();
    private Consumer<Draft> preamble = draft -> {};
    private volatile UnaryOperator<EncodedLabels> canonical = UnaryOperator.identity();
    private ByteBuffer out = ByteBuffer.allocateDirect(1 << 18);
    private @Nullable FileChannel file;
    private @Nullable FileChannel retired;
    private @Nullable Segment current;
    private boolean broken;
    private long nextNumber;
    private boolean closed;
    private volatile Position durable;

    /** A word that was kept for one reader. */
    public record Note(String kind, String text) {}

    private DiskBuffer(BufferSettings settings, Clock clock, FileChannel lockFile) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.lockFile = lockFile;
        List<Segment> segments = SegmentFiles.list(settings.directory());
        retention = new Retention(settings, segments);
        recovered = segments.isEmpty()
                ? List.of()
                : RecoveredNotes.of(segments.getLast().path());
        Segment last = segments.isEmpty() ? null : segments.getLast();
        nextNumber = Math.max(last == null ? 0 : last.number() + 1, retention.leastNextNumber());
        durable = last == null ? new Position(nextNumber, 0) : new Position(last.number(), last.bytes());
    }

    /**
     * Opens the buffer of a directory, which is made when it is missing, and cuts off what was not whole at its end.
     *
     * @throws UncheckedIOException when the directory cannot be used, or another process uses it
     */
    public static DiskBuffer open(BufferSettings settings, Clock clock) {
        try {
            Files.createDirectories(settings.directory().resolve("cursors"));
            FileChannel lockFile = FileChannel.open(
                    settings.directory().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lockFile)) {
                lockFile.close();
                throw new IOException(
                        "the buffer's directory " + settings.directory() + " is in use by another process");
            }
            return new DiskBuffer(settings, clock, lockFile);
        } catch (IOException e) {
            throw new UncheckedIOException("the buffer cannot be opened: " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldHere) {
            return false;
        }
    }

    /** The notes of the newest segment that was there when the buffer was opened, in their order. */
    public List<Note> recoveredNotes() {
        return recovered;
    }

    /** Says what stands at the beginning of each segment; to be set before the first block. */
    public void preamble(Consumer<Draft> writer) {
        preamble = writer;
    }

    /**
     * Says which object stands for labels that a reader finds, so that what is kept of a series in several places is kept once.
     * May be called by several threads.
     */
    public void canonical(UnaryOperator<EncodedLabels> labels) {
        canonical = labels;
    }

    EncodedLabels canonical(EncodedLabels labels) {
        return canonical.apply(labels);
    }

    /**
     * Keeps what the draft holds as one block; when this returns it is safe.
     *
     * @throws NoRoomException when nothing is taken at the moment; then nothing was kept
     */
    public void append(Draft draft) {
        Position end;
        writing.lock();
        try {
            end = write(draft);
        } finally {
            writing.unlock();
        }
        awaitDurable(end);
    }

    private Position write(Draft draft) {
        if (closed) {
            throw new NoRoomException("the buffer is closed");
        }
        if (retention.isFull()) {
            retention.clean(durable);
            if (retention.isFull()) {
                throw new NoRoomException("the buffer holds " + retention.totalBytes() + " bytes that have not been"
                        + " passed on, and may hold " + settings.maxBytes());
            }
        }
        try {
            Segment segment = current;
            FileChannel to = file;
            if (segment == null || to == null || broken || segment.bytes() >= settings.segmentBytes()) {
                begin();
                segment = requireCurrent();
                to = requireFile();
            }
            put(to, segment, draft);
            return new Position(segment.number(), segment.bytes());
        } catch (IOException e) {
            throw new NoRoomException("the disk takes no more: " + e.getMessage(), e);
        }
    }

    private void put(FileChannel to, Segment segment, Draft draft) throws IOException {
        long now = clock.millis();
        int length = encoder.encode(draft, now);
        long start = segment.bytes();
        try {
            if (out.capacity() < length) {
                out = ByteBuffer.allocateDirect(Math.max(length, out.capacity() * 2));
            }
            out.clear();
            out.put(encoder.bytes(), 0, length).flip();
            while (out.hasRemaining()) {
                to.write(out, start + out.position());
            }
        } catch (IOException e) {
            encoder.undo();
            abandon(to, start);
            throw e;
        }
        segment.grew(start + length, now);
        retention.grew(length);
    }

    /** Cuts off what was half written; where even that fails the segment is left as it is, and ends before it. */
    private void abandon(FileChannel to, long end) {
        try {
            to.truncate(end);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("segment", current).setCause(e).log("A half block cannot be cut off");
            broken = true;
        }
    }

    private void begin() throws IOException {
        FileChannel old = file;
        if (old != null && settings.sync()) {
            old.force(false);
        }
        long number = nextNumber;
        Path path = SegmentFiles.path(settings.directory(), number);
        FileChannel fresh;
        try {
            fresh = SegmentFiles.create(path, number, settings.sync());
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        nextNumber++;
        // Somebody may be flushing the old one at this moment; it is closed when the next one begins.
        closeQuietly(retired);
        retired = old;
        file = fresh;
        Segment segment = new Segment(number, path, Block.SEGMENT_HEAD, clock.millis());
        current = segment;
        broken = false;
        retention.add(segment);
        encoder.begin((int) number);
        Draft first = new Draft();
        preamble.accept(first);
        if (!first.isEmpty()) {
            put(fresh, segment, first);
        }
    }

    private Segment requireCurrent() {
        if (current == null) {
            throw new IllegalStateException("no segment has begun");
        }
        return current;
    }

    private FileChannel requireFile() {
        if (file == null) {
            throw new IllegalStateException("no segment has begun");
        }
        return file;
    }

    private void awaitDurable(Position end) {
        if (durable.compareTo(end) >= 0) {
            return;
        }
        syncing.lock();
        try {
            if (durable.compareTo(end) < 0) {
                sync();
            }
        } catch (IOException e) {
            throw new NoRoomException("the disk does not confirm what was written: " + e.getMessage(), e);
        } finally {
            syncing.unlock();
        }
    }

    private void sync() throws IOException {
        FileChannel open;
        Position written;
        writing.lock();
        try {
            Segment segment = requireCurrent();
            open = requireFile();
            written = new Position(segment.number(), segment.bytes());
        } finally {
            writing.unlock();
        }
        if (settings.sync()) {
            open.force(false);
        }
        durable = written;
        arrivals.announce();
    }

    @Override
    public Position end() {
        return durable;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Retention retention() {
        return retention;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public BufferReader reader(String name) {
        return retention.readers().open(name, settings.directory(), this, null);
    }

    /** As {@link #reader(String)}, but a name that is new begins at that position. */
    public BufferReader reader(String name, Position start) {
        return retention.readers().open(name, settings.directory(), this, start);
    }

    /** Forgets the cursor of a reader that is closed. */
    public void forget(String name) {
        retention.readers().forget(settings.directory(), name);
    }

    /** Forgets the cursors of all readers that are not among these and not open. */
    public void keepOnly(List<String> names) {
        retention.readers().keepOnly(settings.directory(), names);
        maintain();
    }

    /** Deletes what every reader has passed, and what is older than may be. To be called every few seconds. */
    public void maintain() {
        retention.expire(durable, clock.millis());
        retention.clean(durable);
    }

    /** How many bytes it holds. */
    public long bytes() {
        return retention.totalBytes();
    }

    /** How many bytes it may hold. */
    public long maxBytes() {
        return settings.maxBytes();
    }

    /** How many segments there are. */
    public int segments() {
        return retention.count();
    }

    /** What each open reader has yet to read. */
    public List<ReaderStatus> readers() {
        return retention.readers().status();
    }

    /** Ends the buffer; what is in it stays. Readers that are open must not be used any more. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (file != null && settings.sync()) {
                file.force(false);
            }
            retention.readers().close();
            closeQuietly(file);
            closeQuietly(retired);
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the buffer cannot be closed", e);
        } finally {
            writing.unlock();
        }
        arrivals.announce();
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("A segment cannot be closed");
        }
    }

    /** How long a block that comes next at that position has waited; zero when there is none. */
    Duration lag(Position position) {
        Position end = durable;
        if (position.compareTo(end) >= 0) {
            return Duration.ZERO;
        }
        return retention
                .acceptedAt(position)
                .map(time -> Duration.ofMillis(Math.max(0, clock.millis() - time)))
                .orElse(Duration.ZERO);
    }
}
