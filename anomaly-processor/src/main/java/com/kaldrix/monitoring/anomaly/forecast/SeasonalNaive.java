package com.kaldrix.monitoring.anomaly.forecast;

import java.util.Arrays;

/** The same as one period ago: what every other forecast has to beat. */
final class SeasonalNaive implements Forecaster {
    private final double[] ring;
    private long seen;

    SeasonalNaive(int period) {
        ring = new double[period];
        Arrays.fill(ring, Double.NaN);
    }

    @Override
    public String name() {
        return "seasonal-naive";
    }

    @Override
    public void observe(long time, double value) {
        if (!Double.isNaN(value)) {
            ring[(int) (seen % ring.length)] = value;
        }
        seen++;
    }

    @Override
    public double[] next(int steps) {
        double[] next = new double[steps];
        for (int i = 0; i < steps; i++) {
            next[i] = ring[(int) ((seen + i) % ring.length)];
        }
        return seen < ring.length || Arrays.stream(next).anyMatch(Double::isNaN) ? new double[0] : next;
    }
}
