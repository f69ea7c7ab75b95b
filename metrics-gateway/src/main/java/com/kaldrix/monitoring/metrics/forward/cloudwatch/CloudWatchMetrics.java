package com.kaldrix.monitoring.metrics.forward.cloudwatch;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** Metrics of one namespace of CloudWatch. The SDK compresses requests, and tries again what fails for a moment. */
final class CloudWatchMetrics {
    private static final String COUNTER = "kaldrix.gateway.cloudwatch.metrics";
    private static final String OUTCOME = "outcome";
    /** Kept for an hour in windows of less than a minute. */
    private static final int HIGH_RESOLUTION = 1;

    private final CloudWatchClient client;
    private final String namespace;
    private final MeterRegistry registry;

    CloudWatchMetrics(CloudWatchClient client, String namespace, MeterRegistry registry) {
        this.client = client;
        this.namespace = namespace;
        this.registry = registry;
    }

    /** What became of a request. */
    sealed interface Answer {}

    /** All were taken. */
    record Taken() implements Answer {}

    /** None was taken, nor will be. */
    record Refused(String reason) implements Answer {}

    /** None was, or not certainly, taken; later it may be. */
    record Away(String reason) implements Answer {}

    /** Puts at most {@link CloudWatchPush#MOST_DATA}. */
    Answer put(List<KpiDatum> data) {
        try {
            List<MetricDatum> metrics =
                    data.stream().map(CloudWatchMetrics::datum).toList();
            client.putMetricData(request -> request.namespace(namespace).metricData(metrics));
            registry.counter(COUNTER, OUTCOME, "taken").increment(data.size());
            return new Taken();
        } catch (AwsServiceException e) {
            boolean passes = e.statusCode() >= 500
                    || e.statusCode() == 429
                    || e.isThrottlingException()
                    || e.statusCode() == 401
                    || e.statusCode() == 403;
            registry.counter(COUNTER, OUTCOME, passes ? "failed" : "refused").increment(data.size());
            return passes ? new Away(String.valueOf(e.getMessage())) : new Refused(String.valueOf(e.getMessage()));
        } catch (SdkException e) {
            registry.counter(COUNTER, OUTCOME, "failed").increment(data.size());
            return new Away(String.valueOf(e.getMessage()));
        }
    }

    private static MetricDatum datum(KpiDatum datum) {
        return MetricDatum.builder()
                .metricName(datum.name())
                .dimensions(
                        Dimension.builder().name("Region").value(datum.region()).build())
                .timestamp(datum.at())
                .value(datum.value())
                .unit(StandardUnit.fromValue(datum.unit()))
                .storageResolution(HIGH_RESOLUTION)
                .build();
    }
}
