package com.kaldrix.monitoring.metrics.intake;

/**
 * What is known of the metrics of a name.
 *
 * @param family the name of the family, such as {@code http_requests_total}
 * @param help in words; may be empty
 * @param unit such as {@code seconds}; may be empty
 */
public record MetricMetadata(String family, MetricType type, String help, String unit) {}
