package com.kaldrix.monitoring.anomaly.forecast;

import java.util.Arrays;

/**
 * A forecaster with the record of how its forecasts came out: their mean error, and for each step ahead the last misses,
 * whose quantiles are the interval (split conformal prediction, Vovk et al. 2005), widened or narrowed as the intervals of
 * late held too little or too much (Gibbs and Candès 2021).
 */
final class Track {
    private static final int MISSES = 168;
    private static final double RATE = 0.04;
    /** Every so many readings an interval is kept to be judged: sorting the misses is what costs. */
    private static final int JUDGED = 4;

    private final Forecaster forecaster;
    private final int horizon;
    private final double outside;
    private final double[][] made;
    private final double[][] lows;
    private final double[][] highs;
    private final double[][] misses;
    private final int[] judged;
    private double level;
    private double error;
    private long errors;
    private long seen;

    /** @param coverage share of readings that intervals should hold */
    Track(Forecaster forecaster, int horizon, double coverage) {
        this.forecaster = forecaster;
        this.horizon = horizon;
        outside = 1 - coverage;
        level = outside;
        made = new double[horizon][0];
        lows = new double[horizon][0];
        highs = new double[horizon][0];
        misses = new double[horizon][MISSES];
        judged = new int[horizon];
    }

    String name() {
        return forecaster.name();
    }

    /** Mean absolute error over the horizon of late; infinite while nothing was forecast. */
    double error() {
        return errors < horizon ? Double.POSITIVE_INFINITY : error;
    }

    void observe(long time, double value) {
        if (!Double.isNaN(value)) {
            judge(value);
        }
        forecaster.observe(time, value);
        int slot = (int) (seen % horizon);
        made[slot] = forecaster.next(horizon);
        boolean kept = seen % JUDGED == 0;
        lows[slot] = kept ? bounds(made[slot], level / 2) : new double[0];
        highs[slot] = kept ? bounds(made[slot], 1 - level / 2) : new double[0];
        seen++;
    }

    private void judge(double value) {
        for (int step = 0; step < Math.min(horizon, seen); step++) {
            int slot = (int) ((seen - 1 - step) % horizon);
            if (made[slot].length > step) {
                double miss = value - made[slot][step];
                if (lows[slot].length > step) {
                    boolean missed = value < lows[slot][step] || value > highs[slot][step];
                    level = Math.clamp(level + RATE / horizon * (outside - (missed ? 1 : 0)), 0.01, 0.9);
                }
                misses[step][judged[step]++ % MISSES] = miss;
                errors++;
                error += Math.max(1.0 / (MISSES * horizon), 1.0 / errors) * (Math.abs(miss) - error);
            }
        }
    }

    double[] next() {
        return forecaster.next(horizon);
    }

    /** A forecast moved by a quantile of the misses at each step; empty while too few are known. */
    double[] bounds(double[] forecast, double quantile) {
        double[] bounds = new double[forecast.length];
        for (int step = 0; step < forecast.length; step++) {
            int known = Math.min(judged[step], MISSES);
            if (known < 2 * 10) {
                return new double[0];
            }
            double[] sorted = Arrays.copyOf(misses[step], known);
            Arrays.sort(sorted);
            double place = quantile * (known + 1) - 1;
            bounds[step] = forecast[step] + sorted[(int) Math.clamp(Math.round(place), 0, known - 1)];
        }
        return bounds;
    }

    double[] low() {
        return bounds(next(), level / 2);
    }

    double[] high() {
        return bounds(next(), 1 - level / 2);
    }
}
