package com.kaldrix.monitoring.metrics.ingest.cloudwatch;

import java.util.Map;

/**
 * A metric as CloudWatch knows it.
 *
 * @param account number of the AWS account; empty when it is not told
 * @param region of AWS; empty when it is not told
 * @param namespace such as {@code AWS/EC2}
 * @param name such as {@code CPUUtilization}
 * @param dimensions name and value of each
 * @param unit such as {@code Percent}; may be empty
 */
public record CloudWatchMetric(
        String account, String region, String namespace, String name, Map<String, String> dimensions, String unit) {
    /** CloudWatch's own limit. */
    public static final int MOST_DIMENSIONS = 30;

    public CloudWatchMetric {
        dimensions = Map.copyOf(dimensions);
    }
}
