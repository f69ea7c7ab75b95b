package com.kaldrix.monitoring.anomaly.forecast;

import java.time.Duration;
import java.util.Optional;

/**
 * The next readings with an interval.
 *
 * @param by which forecaster, the best of late on this series
 * @param step time between readings
 * @param values expected, the nearest first
 * @param low lower end of the interval; empty while too few forecasts have come out
 * @param high upper end
 */
public record Forecast(String by, Duration step, double[] values, double[] low, double[] high) {

    /**
     * When a threshold will be met.
     *
     * @param expected time from now, by the expected values
     * @param earliest by the interval's nearer end
     * @param latest by its farther end; empty when that does not meet it within the horizon
     */
    public record Breach(Duration expected, Duration earliest, Optional<Duration> latest) {}

    /** When the series rises to the threshold, or falls to it where it lies below now; empty when not within the horizon. */
    public Optional<Breach> breach(double now, double threshold) {
        boolean rising = threshold >= now;
        int at = first(values, threshold, rising);
        if (at < 0) {
            return Optional.empty();
        }
        int early = first(rising ? high : low, threshold, rising);
        int late = first(rising ? low : high, threshold, rising);
        return Optional.of(new Breach(
                step.multipliedBy(at + 1L),
                step.multipliedBy((early < 0 ? at : Math.min(early, at)) + 1L),
                late < 0 ? Optional.empty() : Optional.of(step.multipliedBy(Math.max(late, at) + 1L))));
    }

    private static int first(double[] values, double threshold, boolean rising) {
        for (int i = 0; i < values.length; i++) {
            if (rising ? values[i] >= threshold : values[i] <= threshold) {
                return i;
            }
        }
        return -1;
    }
}
