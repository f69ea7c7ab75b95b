package com.kaldrix.monitoring.anomaly.follow;

/**
 * What a series must not reach.
 *
 * @param value in units of the metric
 * @param rising whether it is reached from below; from above otherwise
 */
public record Threshold(double value, boolean rising) {
    public Threshold {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a threshold is a finite number, not " + value);
        }
    }

    /** Whether a value is there or beyond. */
    public boolean isReachedBy(double reading) {
        return rising ? reading >= value : reading <= value;
    }
}
