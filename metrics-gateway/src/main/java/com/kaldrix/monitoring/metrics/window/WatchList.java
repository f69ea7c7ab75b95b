package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.List;

/**
 * Which series' windows go to the metrics topic. May be exchanged while it is in use. Safe for several threads.
 */
public final class WatchList {
    private volatile Watched watched;

    private record Watched(long version, List<Selector> selectors, List<Selector> asked) {}

    /** @param selectors of which one must match; with none nothing is watched */
    public WatchList(List<Selector> selectors) {
        watched = new Watched(1, List.copyOf(selectors), List.of());
    }

    /** Watches these from now on, and beside them only what others ask for. */
    public synchronized void watch(List<Selector> selectors) {
        watched = new Watched(watched.version() + 1, List.copyOf(selectors), watched.asked());
    }

    /** Watches these as well from now on, in place of what others asked for before. */
    public synchronized void alsoWatch(List<Selector> asked) {
        if (!asked.equals(watched.asked())) {
            watched = new Watched(watched.version() + 1, watched.selectors(), List.copyOf(asked));
        }
    }

    /** What is watched by this gateway's own configuration. */
    public List<Selector> selectors() {
        return watched.selectors();
    }

    /** Another number after each exchange. */
    long version() {
        return watched.version();
    }

    boolean matches(LabelSet labels) {
        Watched now = watched;
        return anyMatches(now.selectors(), labels) || anyMatches(now.asked(), labels);
    }

    private static boolean anyMatches(List<Selector> selectors, LabelSet labels) {
        for (Selector selector : selectors) {
            if (selector.matches(labels)) {
                return true;
            }
        }
        return false;
    }
}
