package com.kaldrix.monitoring.anomaly.explain;

import java.util.Arrays;

/**
 * How differently one series behaves around a reported fault from how it did before.
 *
 * @param strength zero or more; the logarithm of how many times wider the departure is than the series' own wanderings
 * @param onset epoch milliseconds at which it began to depart; {@link Long#MAX_VALUE} when it did not
 */
public record Symptom(double strength, long onset) {
    /** What chance does to some reading of a window, in deviations. */
    private static final double CHANCE = 3;
    /** Farther than its own wanderings by this factor, a series has departed. */
    private static final double DEPARTED = 1.3;

    /** Beyond this factor nothing is learnt: a series that never moved has no measure for how far it went. */
    private static final double MOST = 30;

    private static final int SMOOTHED = 3;
    private static final int FEWEST = 8;
    /** A tenth of the time before the report may already be ill: a fault is reported after it began. */
    private static final double LEAD = 0.1;

    private static final Symptom NONE = new Symptom(0, Long.MAX_VALUE);

    /** The symptom of a series; none when it has too few readings before or after. Gaps (NaN) are passed over. */
    public static Symptom of(long[] times, double[] values, long reported) {
        int[] known = java.util.stream.IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        int before = 0;
        while (before < known.length && times[known[before]] < reported) {
            before++;
        }
        int from = before - Math.min(30, (int) (before * LEAD));
        int ill = known.length - from;
        int base = Math.max(0, from - Math.max(120, 3 * ill));
        if (from - base < FEWEST || ill < 2) {
            return NONE;
        }
        double[] usual = new double[from - base];
        for (int i = 0; i < usual.length; i++) {
            usual[i] = values[known[base + i]];
        }
        double median = median(usual);
        double[] distances = Arrays.stream(usual).map(v -> Math.abs(v - median)).toArray();
        double spread = Math.max(
                1.4826 * median(distances),
                0.5 * Arrays.stream(distances).average().orElse(0));
        double scale = Math.max(spread, Math.max(0.005 * Math.abs(median), 1e-9));
        double[] z = new double[known.length - base];
        for (int i = 0; i < z.length; i++) {
            z[i] = (values[known[base + i]] - median) / scale;
        }
        double[] smooth = smooth(z);
        return judge(smooth, from - base, before - base, i -> times[known[base + i]]);
    }

    private static Symptom judge(double[] smooth, int from, int reported, java.util.function.IntToLongFunction time) {
        double[] quiet = new double[Math.max(1, from - SMOOTHED)];
        for (int i = SMOOTHED; i < from; i++) {
            quiet[i - SMOOTHED] = Math.abs(smooth[i]);
        }
        Arrays.sort(quiet);
        // What the series does on its own in one reading of a hundred is no departure.
        double wander = Math.max(CHANCE, quiet[(int) (quiet.length * 0.99)]);
        // What was over before the report is another story.
        int begun = Math.min(reported, smooth.length - 1);
        while (begun > from && Math.abs(smooth[begun - 1]) > DEPARTED * wander) {
            begun--;
        }
        double most = 0;
        long onset = Long.MAX_VALUE;
        for (int i = begun; i < smooth.length; i++) {
            double far = Math.abs(smooth[i]);
            most = Math.max(most, far);
            if (onset == Long.MAX_VALUE && far > DEPARTED * wander) {
                onset = time.applyAsLong(i);
            }
        }
        return new Symptom(Math.log1p(Math.clamp(most / wander - 1, 0, MOST)), onset);
    }

    /** Median of the last readings, so that a lone spike is none. */
    private static double[] smooth(double[] z) {
        double[] out = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            out[i] = median(Arrays.copyOfRange(z, Math.max(0, i - SMOOTHED + 1), i + 1));
        }
        return out;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
