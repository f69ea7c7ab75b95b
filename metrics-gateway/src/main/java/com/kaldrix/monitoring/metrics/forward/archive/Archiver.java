package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.common.objects.ObjectsUnavailableException;
import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import com.kaldrix.monitoring.metrics.buffer.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the buffer holds and writes it when it is time: after the interval, at the end of an hour, or when there is
 * much of it. The cursor moves when everything before it is in the archive, not earlier; while the archive is away nothing
 * more is gathered. For one thread.
 */
final class Archiver {
    private static final long MOST_HISTOGRAM_BYTES = 64L << 20;

    private final BufferReader reader;
    private final RollWriter writer;
    private final RollPlan plan;
    private final ArchiveProperties properties;
    private final Clock clock;
    private final GatheredRows rows = new GatheredRows();

    private Position from;
    private RollPlan.@Nullable Range repeating;
    private @Nullable Instant since;

    /** @param end of the buffer at this moment */
    Archiver(BufferReader reader, Position end, RollWriter writer, ArchiveProperties properties, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.plan = writer.plan();
        this.properties = properties;
        this.clock = clock;
        this.from = reader.position();
        try {
            writer.tidy();
            this.repeating = plan.unfinished(from, end).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException("The archive's work directory cannot be used", e);
        }
    }

    /**
     * Gathers the blocks that are there and writes what is due.
     *
     * @return how long nothing is due unless another block comes
     * @throws ObjectsUnavailableException when the archive cannot be written; what was gathered is kept, and the next call
     *     tries again
     * @throws IOException when the work directory cannot be written; as above
     */
    Duration step() throws IOException {
        while (true) {
            if (isDue()) {
                roll();
            } else if (reader.next(rows)) {
                if (since == null) {
                    since = clock.instant();
                }
            } else {
                return untilDue();
            }
        }
    }

    /** How many samples are gathered and not in the archive yet. */
    int waitingRows() {
        return rows.size();
    }

    /** How old the oldest block is that is not in the archive yet. */
    Duration lag() {
        Instant first = since;
        Duration gathered = first == null ? Duration.ZERO : Duration.between(first, clock.instant());
        Duration ahead = reader.lag();
        return ahead.compareTo(gathered) > 0 ? ahead : gathered;
    }

    private boolean isDue() {
        Instant first = since;
        if (first == null) {
            return false;
        }
        RollPlan.Range again = repeating;
        if (again != null) {
            return reader.position().compareTo(again.to()) >= 0;
        }
        return rows.size() >= properties.maxRows()
                || rows.histogramBytes() >= MOST_HISTOGRAM_BYTES
                || !clock.instant().isBefore(dueAt(first));
    }

    /** The clock may be set back: then the interval counts, and the hour's end does not come twice. */
    private Instant dueAt(Instant first) {
        Instant interval = first.plus(properties.rollInterval());
        Instant hourEnd = Instant.ofEpochMilli(Partition.startOf(Partition.hourOf(first.toEpochMilli()) + 1));
        return interval.isBefore(hourEnd) ? interval : hourEnd;
    }

    private Duration untilDue() {
        Instant first = since;
        if (first == null || repeating != null) {
            return properties.rollInterval();
        }
        Instant now = clock.instant();
        if (now.isBefore(first)) {
            since = now;
            return properties.rollInterval();
        }
        return Duration.between(now, dueAt(first));
    }

    private void roll() throws IOException {
        Position to = reader.position();
        if (rows.size() > 0) {
            RollPlan.Range range = new RollPlan.Range(from, to);
            if (!range.equals(repeating)) {
                plan.keep(range);
                // Should the archive be away now, the range stands: what is tried again is the same.
                repeating = range;
            }
            writer.write(rows, from);
        }
        reader.commit(to);
        rows.clear();
        from = to;
        repeating = null;
        since = null;
    }
}
