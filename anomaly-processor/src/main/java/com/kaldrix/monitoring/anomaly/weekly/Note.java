package com.kaldrix.monitoring.anomaly.weekly;

import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to think about in the week.
 *
 * @param words what it is, in a sentence
 * @param at when it was noted
 * @param line means of hours, in their order, for the plot
 * @param threshold what the series must not reach; null when there is nothing of that kind
 */
record Note(
        UUID id,
        Kind kind,
        Labels series,
        String words,
        Instant at,
        List<Point> line,
        @Nullable Double threshold) {
    Note {
        line = List.copyOf(line);
    }

    /** What it is about. */
    enum Kind {
        /** Something will run out. */
        CAPACITY,
        /** Something becomes slower, or fails more often. */
        PERFORMANCE,
        /** Something is not used, or a threshold tells nothing. */
        OPTIMISATION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An hour's mean. */
    record Point(Instant at, double value) {}
}
