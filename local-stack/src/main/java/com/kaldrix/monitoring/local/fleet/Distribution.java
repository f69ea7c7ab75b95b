package com.kaldrix.monitoring.local.fleet;

/**
 * Durations in a histogram, fed with expected counts instead of single observations: of {@code n} durations that follow a
 * log-logistic distribution, so many are below each bound.
 */
final class Distribution {
    private final String name;
    private final String help;
    private final double[] bounds;
    private final double[] cumulative;
    private double count;
    private double sum;

    Distribution(String name, String help, double... bounds) {
        this.name = name;
        this.help = help;
        this.bounds = bounds.clone();
        this.cumulative = new double[bounds.length];
    }

    /**
     * Adds durations.
     *
     * @param number how many, also parts of one
     * @param median half of them are below
     * @param shape how close they are together, above 1
     */
    void add(double number, double median, double shape) {
        for (int index = 0; index < bounds.length; index++) {
            cumulative[index] += number / (1 + Math.pow(bounds[index] / median, -shape));
        }
        count += number;
        sum += number * median * (Math.PI / shape) / Math.sin(Math.PI / shape);
    }

    void reset() {
        java.util.Arrays.fill(cumulative, 0);
        count = 0;
        sum = 0;
    }

    MetricFamily.Histogram family() {
        long[] whole = new long[cumulative.length];
        for (int index = 0; index < whole.length; index++) {
            whole[index] = (long) cumulative[index];
        }
        return new MetricFamily.Histogram(name, help, bounds, whole, (long) count, sum);
    }
}
