package com.kaldrix.monitoring.metrics.ingest.cloudwatch;

/**
 * What CloudWatch keeps of the values of a period.
 *
 * @param count how many there were
 */
public record StatisticSet(double minimum, double maximum, double sum, double count) {
    /** The set of one value. */
    public static StatisticSet of(double value) {
        return new StatisticSet(value, value, value, 1);
    }

    /** The set of the values of both. */
    public StatisticSet plus(StatisticSet other) {
        return new StatisticSet(
                Math.min(minimum, other.minimum),
                Math.max(maximum, other.maximum),
                sum + other.sum,
                count + other.count);
    }
}
