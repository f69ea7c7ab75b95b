package com.kaldrix.monitoring.metrics.kpi.partial;

import com.kaldrix.monitoring.metrics.window.Increase;
import com.kaldrix.monitoring.metrics.window.SampleQueue;
import java.util.List;

/**
 * A series that KPIs are made of. Between two samples a counter is taken to grow evenly, so that windows that are shorter than
 * the time between samples get their share; what falls into windows that are over when it becomes known is added to the next
 * one, together with the time that it covers, so that nothing is lost and rates are right. For one thread.
 */
final class InputSeries {
    final List<InputIndex.Target> targets;
    /** The upper bound of a histogram's bucket; NaN for what is none. */
    final double bound;

    private final SampleQueue samples = new SampleQueue();
    private long accountedTo = Long.MIN_VALUE;
    private double carriedRate;
    private double carriedGrowth;
    private long carriedAt = Long.MIN_VALUE;

    /** Whether the latest sample before the window's end is a value, and not the end of the series. */
    boolean alive;

    double value;
    long valueAt;

    /** What grew in the window and what it covers, in milliseconds. */
    double increase;

    double growth;
    long covered;

    InputSeries(List<InputIndex.Target> targets, double bound) {
        this.targets = targets;
        this.bound = bound;
    }

    /**
     * Takes a sample.
     *
     * @return false when it says nothing any more, or there is no room
     */
    boolean add(long time, double sample, long start) {
        if (samples.size() > 0 && time <= samples.time(0) && time < accountedTo) {
            return false;
        }
        return samples.add(time, sample, start);
    }

    /** Puts together what happened up to the end of a window. */
    void close(long end) {
        increase = 0;
        growth = 0;
        covered = 0;
        alive = false;
        int earlier = -1;
        int keep = 0;
        int over = samples.before(end);
        for (int i = 0; i < samples.size(); i++) {
            if (i < over) {
                alive = !samples.isStale(i) && (alive || Double.isFinite(samples.value(i)));
            }
            if (!Double.isFinite(samples.value(i))) {
                continue;
            }
            if (earlier >= 0) {
                grow(earlier, i, end);
            } else if (accountedTo == Long.MIN_VALUE) {
                accountedTo = samples.time(i);
            }
            if (i < over) {
                value = samples.value(i);
                valueAt = samples.time(i);
                keep = i;
            }
            earlier = i;
        }
        if (earlier >= 0) {
            accountedTo = Math.max(accountedTo, Math.min(end, samples.time(earlier)));
        }
        if (covered > 0) {
            carriedRate = increase * 1000 / covered;
            carriedGrowth = growth * 1000 / covered;
            carriedAt = end;
        }
        samples.drop(keep);
    }

    private void grow(int earlier, int later, long end) {
        long from = samples.time(earlier);
        long gap = samples.time(later) - from;
        long share = Math.min(end, samples.time(later)) - Math.max(from, accountedTo);
        if (share <= 0 || gap > Increase.LONGEST_GAP) {
            return;
        }
        double part = (double) share / gap;
        double a = samples.value(earlier);
        double b = samples.value(later);
        increase += part * Increase.between(from, a, b, samples.start(later));
        growth += part * Math.max(0, b - a);
        covered += share;
    }

    /** The value of a gauge at the end of the window; NaN when there is none that still holds. */
    double value(long end, long lookback) {
        return alive && end - valueAt <= lookback ? value : Double.NaN;
    }

    /** Growth per second, of a counter or (without resets) of a gauge; NaN when nothing is known of it. */
    double rate(long end, long lookback, boolean ofGauge) {
        boolean holds = covered > 0 || alive && end - carriedAt <= lookback;
        return holds && carriedAt != Long.MIN_VALUE ? (ofGauge ? carriedGrowth : carriedRate) : Double.NaN;
    }

    /** Whether nothing has come for so long that what is known of it says nothing any more. */
    boolean isForgotten(long now) {
        return samples.size() == 0 || samples.time(samples.size() - 1) < now - 2 * Increase.LONGEST_GAP;
    }

    /** How many samples are of no window before that time. */
    int ahead(long end) {
        return samples.size() - samples.before(end);
    }

    void forget() {
        samples.clear();
        accountedTo = Long.MIN_VALUE;
        carriedAt = Long.MIN_VALUE;
        alive = false;
    }
}
