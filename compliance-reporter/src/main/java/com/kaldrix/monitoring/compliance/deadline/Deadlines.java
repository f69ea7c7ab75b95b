package com.kaldrix.monitoring.compliance.deadline;

import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Knows what is about to run out. */
public interface Deadlines {
    /** All that people are to be told of at this time; what was told before and is not here any more is over. */
    List<Due> due(Instant now);

    /**
     * Something that is about to run out, or has.
     *
     * @param alert name of the alert
     * @param labels what tells it from others of that name; a further point on the same clock is another one, so that it pages again
     * @param severity how bad
     * @param summary one line for people
     */
    record Due(String alert, SortedMap<String, String> labels, Severity severity, String summary) {
        public Due {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }

        /** What tells it from all others. */
        String key() {
            return alert + labels;
        }
    }
}
