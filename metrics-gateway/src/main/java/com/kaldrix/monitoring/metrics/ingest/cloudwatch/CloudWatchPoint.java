package com.kaldrix.monitoring.metrics.ingest.cloudwatch;

import java.util.Map;

/**
 * A metric of CloudWatch in one period.
 *
 * @param metric which
 * @param timestamp start of the period, in milliseconds since the epoch
 * @param values what is known of its values
 * @param others further statistics by their names, such as {@code p99}
 */
public record CloudWatchPoint(
        CloudWatchMetric metric, long timestamp, StatisticSet values, Map<String, Double> others) {
    public CloudWatchPoint {
        others = Map.copyOf(others);
    }
}
