package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.List;

/**
 * Which series' windows go to the metrics topic. May be exchanged while it is in use. Safe for several threads.
 */
public final class WatchList {
    private volatile Watched watched;

    private record Watched(long version, List<Selector> selectors) {}

    /** @param selectors of which one must match; with none nothing is watched */
    public WatchList(List<Selector> selectors) {
        watched = new Watched(1, List.copyOf(selectors));
    }

    /** Watches these from now on, and nothing else. */
    public synchronized void watch(List<Selector> selectors) {
        watched = new Watched(watched.version() + 1, List.copyOf(selectors));
    }

    public List<Selector> selectors() {
        return watched.selectors();
    }

    /** Another number after each exchange. */
    long version() {
        return watched.version();
    }

    boolean matches(LabelSet labels) {
        for (Selector selector : watched.selectors()) {
            if (selector.matches(labels)) {
                return true;
            }
        }
        return false;
    }
}
