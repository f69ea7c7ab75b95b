package com.kaldrix.monitoring.anomaly.forecast;

/**
 * Exponential smoothing with level, damped trend, two seasons within each other and a correction for the last miss (Taylor
 * 2003, "Short-term electricity demand forecasting using double seasonal exponential smoothing"), additive.
 */
final class HoltWinters implements Forecaster {
    private static final double DAMPING = 0.98;

    private final Rates rates;
    private final double[] shortSeason;
    private final double[] longSeason;
    private final int[] shortSeen;
    private final int[] longSeen;
    private double level;
    private double trend;
    private double miss;
    private double carry;
    private double carryTop;
    private double carryBottom;
    private long seen;

    /**
     * How fast the parts learn.
     *
     * @param level of the level
     * @param trend of the trend; 0 for none
     * @param season of both seasons
     * @param weekly whether there is a season of seven short ones
     */
    record Rates(double level, double trend, double season, boolean weekly) {}

    HoltWinters(Rates rates, int period) {
        this.rates = rates;
        shortSeason = new double[period];
        longSeason = new double[period * 7];
        shortSeen = new int[period];
        longSeen = new int[period * 7];
    }

    @Override
    public String name() {
        return "holt-winters(level %s, trend %s, season %s, %s)"
                .formatted(rates.level(), rates.trend(), rates.season(), rates.weekly() ? "weekly" : "daily");
    }

    @Override
    public void observe(long time, double value) {
        int s = (int) (seen % shortSeason.length);
        int w = (int) (seen % longSeason.length);
        if (Double.isNaN(value)) {
            seen++;
            miss *= carry;
            return;
        }
        if (seen == 0) {
            level = value;
        }
        double expected = level + trend * DAMPING + shortSeason[s] + season(w);
        double error = value - expected;
        double share = Math.max(rates.level(), 1.0 / (seen + 1));
        double before = level;
        level += trend * DAMPING + share * error;
        trend = DAMPING * trend + rates.trend() * (level - before - DAMPING * trend);
        shortSeen[s]++;
        double part = Math.max(rates.season(), 1.0 / (shortSeen[s] + 1));
        shortSeason[s] += part * error;
        longSeen[w]++;
        if (rates.weekly() && longSeen[w] > 1) {
            longSeason[w] += Math.max(rates.season(), 1.0 / (longSeen[w] + 1)) * (error - part * error);
        }
        // How much of a miss comes again in the next reading, learnt as a regression through the origin.
        carryTop = 0.99 * carryTop + error * miss;
        carryBottom = 0.99 * carryBottom + miss * miss;
        carry = carryBottom > 0 ? Math.clamp(carryTop / carryBottom, 0, 0.95) : 0;
        miss = error;
        seen++;
    }

    private double season(int place) {
        return rates.weekly() && longSeen[place] > 1 ? longSeason[place] : 0;
    }

    @Override
    public double[] next(int steps) {
        if (seen < 2L * shortSeason.length) {
            return new double[0];
        }
        double[] next = new double[steps];
        double grown = 0;
        double damped = 1;
        double carried = miss * (1 - rates.level() - rates.season());
        for (int i = 0; i < steps; i++) {
            damped *= DAMPING;
            grown += trend * damped;
            carried *= carry;
            long at = seen + i;
            next[i] = level
                    + grown
                    + carried
                    + shortSeason[(int) (at % shortSeason.length)]
                    + season((int) (at % longSeason.length));
        }
        return next;
    }
}
