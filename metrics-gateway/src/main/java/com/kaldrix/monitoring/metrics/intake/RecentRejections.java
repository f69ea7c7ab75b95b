package com.kaldrix.monitoring.metrics.intake;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The series and samples that were refused last, for people who ask what is missing. Safe for several threads. */
final class RecentRejections {
    private static final int KEPT = 200;

    /** One of them. */
    record Entry(Instant at, String source, Rejection reason, int samples, String example) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    synchronized void add(Entry entry) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    /** The newest first. */
    synchronized List<Entry> newest() {
        List<Entry> all = new ArrayList<>(entries);
        Collections.reverse(all);
        return all;
    }
}
