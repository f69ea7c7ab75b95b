package com.kaldrix.monitoring.anomaly.forest;

import com.kaldrix.monitoring.common.label.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How it stands with the forests of each series that has or had some, wherever it is worked on. */
public interface ForestStates {
    /** What forests do. */
    enum State {
        /** They take in readings and say nothing yet. */
        LEARNING,
        /** They have a say. */
        JUDGING,
        /** They are kept in the database until the series stirs again. */
        RESTING;

        static State of(int percent) {
            return percent < 100 ? LEARNING : JUDGING;
        }

        static State ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        /** As it is written in the API and in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return word();
        }
    }

    /**
     * One series.
     *
     * @param learnt how much of what they need the forests have learnt, in per cent
     * @param since when that was last noted; noted at each fifth of the way
     */
    record Stand(Labels series, State state, int learnt, Instant since) {}

    /** The series, what changed last first. */
    List<Stand> all(Optional<State> state, int limit);

    /** Deletes what nothing needs any more, and what has rested for longer than that; how many. */
    int forget(Instant now, Duration keep);
}
