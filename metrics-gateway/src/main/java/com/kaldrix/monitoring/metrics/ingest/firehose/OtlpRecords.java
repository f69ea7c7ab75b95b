package com.kaldrix.monitoring.metrics.ingest.firehose;

import com.google.protobuf.CodedInputStream;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchMetric;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchPoint;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.StatisticSet;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The OpenTelemetry 1.0 format of metric streams: messages, each after its length as a varint. Every metric is a summary whose
 * quantiles 0 and 1 are minimum and maximum.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-formats-opentelemetry-100.html">OpenTelemetry
 *     1.0.0 format</a>
 */
final class OtlpRecords {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MOST_QUANTILES = 100;

    void read(byte[] data, RecordReader.Sink sink) {
        CodedInputStream in = CodedInputStream.newInstance(data);
        try {
            while (!in.isAtEnd()) {
                int length = in.readRawVarint32();
                int end = in.pushLimit(length);
                ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(in);
                in.popLimit(end);
                request.getResourceMetricsList().forEach(resource -> read(resource, sink));
            }
        } catch (IOException malformed) {
            sink.unreadable("is neither JSON nor messages of OTLP 1.0 after their lengths: " + malformed.getMessage());
        }
    }

    private static void read(ResourceMetrics resource, RecordReader.Sink sink) {
        List<KeyValue> attributes = resource.getResource().getAttributesList();
        String account = text(attributes, "cloud.account.id");
        String region = text(attributes, "cloud.region");
        for (ScopeMetrics scope : resource.getScopeMetricsList()) {
            for (Metric metric : scope.getMetricsList()) {
                if (!metric.hasSummary()) {
                    sink.unreadable("has a metric that is no summary: " + metric.getName());
                }
                for (SummaryDataPoint point : metric.getSummary().getDataPointsList()) {
                    try {
                        sink.point(point(account, region, metric, point));
                    } catch (UnreadableRecordException told) {
                        sink.unreadable(String.valueOf(told.getMessage()));
                    }
                }
            }
        }
    }

    private static CloudWatchPoint point(String account, String region, Metric metric, SummaryDataPoint point) {
        List<KeyValue> attributes = point.getAttributesList();
        String namespace = text(attributes, "Namespace");
        String name = text(attributes, "MetricName");
        if (namespace.isBlank() || name.isBlank()) {
            throw new UnreadableRecordException("has a point without Namespace or MetricName: " + metric.getName());
        }
        // The JSON format gives the start of the period, so that a stream may change its format without a break.
        long nanos = point.getStartTimeUnixNano() != 0 ? point.getStartTimeUnixNano() : point.getTimeUnixNano();
        if (nanos == 0) {
            throw new UnreadableRecordException("has a point without a time: " + metric.getName());
        }
        if (point.getQuantileValuesCount() > MOST_QUANTILES) {
            throw new UnreadableRecordException("has more quantiles than there are: " + metric.getName());
        }
        CloudWatchMetric known =
                new CloudWatchMetric(account, region, namespace, name, dimensions(attributes), metric.getUnit());
        double minimum = Double.NaN;
        double maximum = Double.NaN;
        Map<String, Double> others = new LinkedHashMap<>();
        for (SummaryDataPoint.ValueAtQuantile one : point.getQuantileValuesList()) {
            if (one.getQuantile() == 0) {
                minimum = one.getValue();
            } else if (one.getQuantile() == 1) {
                maximum = one.getValue();
            } else if (one.getQuantile() > 0 && one.getQuantile() < 1) {
                others.put(percentile(one.getQuantile()), one.getValue());
            }
        }
        StatisticSet values = new StatisticSet(minimum, maximum, point.getSum(), point.getCount());
        return new CloudWatchPoint(known, Long.divideUnsigned(nanos, NANOS_PER_MILLI), values, others);
    }

    /** As the JSON format calls it: {@code p99.9} for 0.999. */
    private static String percentile(double quantile) {
        BigDecimal percent = BigDecimal.valueOf(quantile).movePointRight(2).stripTrailingZeros();
        return "p" + (percent.scale() > 10 ? Double.toString(quantile * 100) : percent.toPlainString());
    }

    private static Map<String, String> dimensions(List<KeyValue> attributes) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        AnyValue found = find(attributes, "Dimensions");
        if (found.getKvlistValue().getValuesCount() > CloudWatchMetric.MOST_DIMENSIONS) {
            throw new UnreadableRecordException("has more than " + CloudWatchMetric.MOST_DIMENSIONS + " dimensions");
        }
        for (KeyValue one : found.getKvlistValue().getValuesList()) {
            dimensions.put(one.getKey(), one.getValue().getStringValue());
        }
        return dimensions;
    }

    private static String text(List<KeyValue> attributes, String key) {
        return find(attributes, key).getStringValue();
    }

    private static AnyValue find(List<KeyValue> attributes, String key) {
        for (KeyValue attribute : attributes) {
            if (attribute.getKey().equals(key)) {
                return attribute.getValue();
            }
        }
        return AnyValue.getDefaultInstance();
    }
}
