package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.buffer.BlockVisitor;
import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import com.kaldrix.monitoring.metrics.buffer.Position;
import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Reads the buffer for {@link WindowWork}. The cursor stays so far behind that after a restart everything is read again that
 * the open windows need: their samples, and those before by which a counter's growth is told. What was delivered before is
 * computed again but not delivered again. For one thread.
 */
public final class WindowPass implements AutoCloseable {
    /** How far the cursor stays behind the earliest open window: the longest gap in a counter, and a clock that is ahead. */
    static final Duration BEHIND =
            Duration.ofMillis(Increase.LONGEST_GAP + EventTime.FARTHEST_AHEAD).plusMinutes(1);

    /** A block may bear a time a little before it can be read. */
    private static final long UNDER_WAY = 2_000;

    private static final int CHECKPOINT_EVERY = 5_000;
    private static final int BLOCKS_AT_ONCE = 256;

    private final BufferReader reader;
    private final WindowWork work;
    private final EventTime time;
    private final Mark mark;
    private final Clock clock;
    private final Shown shown = new Shown();
    private final ArrayDeque<Checkpoint> checkpoints = new ArrayDeque<>();
    private long closed = Long.MIN_VALUE;
    private boolean undelivered;

    private record Checkpoint(Position position, long reached) {}

    /** @param mark up to when the work's results have been delivered */
    public WindowPass(BufferReader reader, WindowWork work, EventTime time, Mark mark, Clock clock) {
        this.reader = reader;
        this.work = work;
        this.time = time;
        this.mark = mark;
        this.clock = clock;
    }

    /**
     * Goes on: reads what is there, closes windows and has them delivered.
     *
     * @param longest how long to wait when there is nothing to read
     * @return false when what is closed cannot be delivered at the moment; the caller waits a little and calls again
     */
    public boolean step(Duration longest) throws InterruptedException {
        if (undelivered && !deliver()) {
            return false;
        }
        for (int i = 0; i < BLOCKS_AT_ONCE; i++) {
            // Anew each time: delivering may take minutes, and blocks that came meanwhile would seem to be of the
            // future.
            long before = clock.millis();
            if (!reader.next(shown)) {
                time.reached(before - UNDER_WAY, shown);
                boolean delivered = deliver();
                if (delivered) {
                    reader.await(longest);
                }
                return delivered;
            }
            checkpoint();
            if (undelivered && !deliver()) {
                return false;
            }
        }
        return true;
    }

    private void checkpoint() {
        long reached = time.now();
        if (checkpoints.isEmpty() || reached >= checkpoints.getLast().reached() + CHECKPOINT_EVERY) {
            checkpoints.add(new Checkpoint(reader.position(), reached));
        }
    }

    private boolean deliver() {
        if (!undelivered) {
            return true;
        }
        if (!work.deliver()) {
            return false;
        }
        undelivered = false;
        if (closed > mark.delivered()) {
            mark.deliver(closed);
        }
        Checkpoint last = null;
        long needed = time.open() - BEHIND.toMillis();
        while (!checkpoints.isEmpty() && checkpoints.getFirst().reached() <= needed) {
            last = checkpoints.removeFirst();
        }
        if (last != null) {
            reader.commit(last.position());
        }
        return true;
    }

    @Override
    public void close() {
        reader.close();
    }

    private final class Shown implements BlockVisitor, EventTime.Listener {
        @Override
        public void segment(long number) {
            work.segment(number);
        }

        @Override
        public void block(long acceptedAt) {
            time.reached(acceptedAt, this);
            work.openFrom(time.open(), time.farthest());
            work.block(acceptedAt);
        }

        @Override
        public void close(long start, long end) {
            work.close(start, end, start >= mark.delivered());
            closed = end;
            undelivered = true;
        }

        @Override
        public void clockWasSet() {
            checkpoints.clear();
            // What was closed just now is delivered, and must not be taken for where windows are from now on.
            closed = Long.MIN_VALUE;
            mark.deliver(Long.MIN_VALUE);
            work.clockWasSet();
        }

        @Override
        public void series(int id, EncodedLabels labels) {
            work.series(id, labels);
        }

        @Override
        public void sample(int id, long timestamp, double value, long start) {
            work.sample(id, timestamp, value, start);
        }

        @Override
        public void histogram(int id, long timestamp, byte[] bytes, int from, int length, long start) {
            work.histogram(id, timestamp, bytes, from, length, start);
        }

        @Override
        public void exemplar(int id, EncodedLabels labels, double value, long timestamp) {
            work.exemplar(id, labels, value, timestamp);
        }

        @Override
        public void metadata(String family, int type, String help, String unit) {
            work.metadata(family, type, help, unit);
        }

        @Override
        public void note(String kind, String text) {
            work.note(kind, text);
        }

        @Override
        public void end() {
            work.end();
        }
    }
}
