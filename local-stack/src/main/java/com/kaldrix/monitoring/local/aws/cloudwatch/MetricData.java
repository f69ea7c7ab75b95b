package com.kaldrix.monitoring.local.aws.cloudwatch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of {@code PutMetricData} brings.
 *
 * @param region that the call was signed for
 * @param namespace such as {@code KALDRIX}
 * @param data in the order of the call
 */
public record MetricData(String region, String namespace, List<Datum> data) {
    public MetricData {
        data = List.copyOf(data);
    }

    /**
     * One metric at one time; it has a value, statistics, or values with their counts.
     *
     * @param name of the metric
     * @param dimensions by name
     * @param timestamp null for the time of the call
     * @param unit such as {@code Count}; {@code None} when the call has none
     * @param value null when there is none
     * @param statistics null when there are none
     * @param values each with how often it occurred; empty when there are none
     */
    public record Datum(
            String name,
            Map<String, String> dimensions,
            @Nullable Instant timestamp,
            String unit,
            @Nullable Double value,
            @Nullable Statistics statistics,
            List<Counted> values) {
        public Datum {
            dimensions = Map.copyOf(dimensions);
            values = List.copyOf(values);
        }
    }

    /** The statistics of several observations. */
    public record Statistics(double sampleCount, double sum, double minimum, double maximum) {}

    /** A value and how often it occurred. */
    public record Counted(double value, double count) {}
}
