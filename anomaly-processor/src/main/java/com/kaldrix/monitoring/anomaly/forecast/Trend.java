package com.kaldrix.monitoring.anomaly.forecast;

import java.util.Arrays;
import java.util.Optional;

/**
 * A straight line through readings that a few wild ones do not bend: the median of the slopes between all pairs, with the interval
 * that Sen (1968, "Estimates of the regression coefficient based on Kendall's tau") gives, twice as wide because neighbouring
 * readings are no independent ones.
 *
 * @param slope per millisecond
 * @param least the nearer end of the 80 % interval of the slope
 * @param most its farther end
 * @param level of the line at the last reading
 * @param at time of that, milliseconds since the epoch
 */
public record Trend(double slope, double least, double most, double level, long at) {
    private static final int FEWEST = 20;
    private static final double NORMAL = 1.2816;
    private static final double WIDER = 2;

    /** What grew before and has come to rest does not grow on. */
    private static final double GOES_ON = 0.3;

    /**
     * The trend of readings; empty when there are too few, when its direction is not certain, when the last third does not share
     * it, or when a line through the first two thirds tells that third no better than its last reading does.
     *
     * @param times in their order, without repetition
     */
    public static Optional<Trend> of(long[] times, double[] values) {
        int count = times.length;
        if (count < FEWEST) {
            return Optional.empty();
        }
        Trend all = line(times, values);
        int early = count * 2 / 3;
        Trend first = line(Arrays.copyOf(times, early), Arrays.copyOf(values, early));
        Trend last = line(Arrays.copyOfRange(times, early, count), Arrays.copyOfRange(values, early, count));
        boolean certain = all.least * all.most > 0;
        boolean goesOn = last.slope * Math.signum(all.slope) >= GOES_ON * Math.abs(all.slope);
        double still = median(Arrays.copyOfRange(values, Math.max(0, early - 5), early));
        double missed = 0;
        double naive = 0;
        for (int i = early; i < count; i++) {
            missed += Math.abs(values[i] - first.value(times[i]));
            naive += Math.abs(values[i] - still);
        }
        return certain && goesOn && missed < naive ? Optional.of(all) : Optional.empty();
    }

    private static Trend line(long[] times, double[] values) {
        int count = times.length;
        double[] slopes = new double[count * (count - 1) / 2];
        int at = 0;
        for (int i = 1; i < count; i++) {
            for (int j = 0; j < i; j++) {
                slopes[at++] = (values[i] - values[j]) / (times[i] - times[j]);
            }
        }
        Arrays.sort(slopes);
        double slope = slopes[slopes.length / 2];
        double wide = WIDER * NORMAL * Math.sqrt(count * (count - 1.0) * (2.0 * count + 5) / 18);
        int low = (int) Math.clamp(Math.floor((slopes.length - wide) / 2), 0, slopes.length - 1);
        int high = (int) Math.clamp(Math.ceil((slopes.length + wide) / 2), 0, slopes.length - 1);
        double[] levels = new double[count];
        long end = times[count - 1];
        for (int i = 0; i < count; i++) {
            levels[i] = values[i] + slope * (end - times[i]);
        }
        return new Trend(slope, slopes[low], slopes[high], median(levels), end);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private double value(long time) {
        return level + slope * (time - at);
    }

    /** Milliseconds from the last reading until the line is there by a slope; empty when it leads elsewhere. */
    private Optional<Long> until(double threshold, double by) {
        double millis = (threshold - level) / by;
        return by == 0 || millis < 0 || millis > Long.MAX_VALUE / 4.0 ? Optional.empty() : Optional.of((long) millis);
    }

    /** When a threshold will be reached; empty when the line leads elsewhere. */
    public Optional<Reach> reach(double threshold) {
        double fast = Math.abs(most) > Math.abs(least) ? most : least;
        double slow = Math.abs(most) > Math.abs(least) ? least : most;
        return until(threshold, slope)
                .map(expected -> new Reach(
                        at + expected,
                        at + until(threshold, fast).orElse(expected),
                        until(threshold, slow).map(late -> at + late)));
    }

    /**
     * A threshold is reached.
     *
     * @param expected milliseconds since the epoch
     * @param earliest likewise
     * @param latest likewise; empty when nobody can say
     */
    public record Reach(long expected, long earliest, Optional<Long> latest) {}
}
