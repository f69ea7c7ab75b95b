package com.kaldrix.monitoring.anomaly.forest;

import com.kaldrix.monitoring.anomaly.stream.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many series of one slice may have forests at work. It belongs to a slice and follows from the slice's readings alone, so
 * that whoever reads a journal again decides the same. For one thread.
 */
public final class ForestBudget {
    private final int most;
    private final List<SeriesForests> working = new ArrayList<>();

    /**
     * @param bytes what the forests of the slice may take
     * @param each what those of one series take
     */
    public ForestBudget(long bytes, long each) {
        most = (int) Math.min(Integer.MAX_VALUE, bytes / each);
    }

    /** How many series have forests at work. */
    public int working() {
        return working.size();
    }

    /**
     * A place for the forests of a series. Where all are taken, those go to rest that have stirred longest ago, unless they are
     * hot or stir still.
     *
     * @return false when there is none
     */
    boolean claim(SeriesForests wanting, long time, Findings findings) {
        if (working.size() >= most) {
            Optional<SeriesForests> least = working.stream()
                    .filter(one -> one.mayYield(wanting, time))
                    .min(Comparator.comparingLong(SeriesForests::stirredAt).thenComparing(SeriesForests::name));
            if (least.isEmpty()) {
                return false;
            }
            least.get().rest(findings);
        }
        working.add(wanting);
        return true;
    }

    /** The forests take their place again after a restart. */
    void resume(SeriesForests one) {
        working.add(one);
    }

    void release(SeriesForests one) {
        working.remove(one);
    }
}
