package com.kaldrix.monitoring.metrics.window;

/** By how much a counter grew from one sample to the next. */
public final class Increase {
    /** Two samples that lie further apart say nothing about each other. */
    public static final long LONGEST_GAP = 300_000;

    private Increase() {}

    /**
     * The growth between two samples, the earlier first. A counter that has a smaller value than before, or says that it began
     * after the earlier sample, began anew at zero.
     *
     * @param start since when the later counts; 0 when that is not known
     */
    public static double between(long earlierTime, double earlier, double later, long start) {
        boolean reset = start > earlierTime || later < earlier;
        return reset ? Math.max(0, later) : later - earlier;
    }
}
