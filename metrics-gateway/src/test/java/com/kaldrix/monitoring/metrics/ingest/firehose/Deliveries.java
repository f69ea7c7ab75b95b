package com.kaldrix.monitoring.metrics.ingest.firehose;

import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Deliveries of Firehose for tests, with one metric in both formats. */
public final class Deliveries {
    static final long MILLIS = 1_772_366_340_000L;
    static final String LINE =
            "{\"metric_stream_name\":\"all\",\"account_id\":\"123456789012\",\"region\":\"us-west-2\","
                    + "\"namespace\":\"AWS/EC2\",\"metric_name\":\"CPUUtilization\","
                    + "\"dimensions\":{\"InstanceId\":\"i-0abc\"},\"timestamp\":" + MILLIS + ","
                    + "\"value\":{\"count\":5.0,\"sum\":10.5,\"max\":4.0,\"min\":1.0,\"p99.9\":3.9},\"unit\":\"Percent\"}";

    /** A record in the JSON format. */
    public static final byte[] JSON = (LINE + "\n").getBytes(StandardCharsets.UTF_8);

    private Deliveries() {}

    /** A request with these records. */
    public static byte[] body(String requestId, byte[]... records) {
        StringBuilder text = new StringBuilder("{\"requestId\":\"" + requestId + "\",\"timestamp\":1,\"records\":[");
        String comma = "";
        for (byte[] record : records) {
            text.append(comma)
                    .append("{\"data\":\"")
                    .append(Base64.getEncoder().encodeToString(record))
                    .append("\"}");
            comma = ",";
        }
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The record of {@link #JSON} in the format OpenTelemetry 1.0. */
    public static byte[] otlp() {
        KeyValue dimensions = KeyValue.newBuilder()
                .setKey("Dimensions")
                .setValue(AnyValue.newBuilder()
                        .setKvlistValue(KeyValueList.newBuilder().addValues(text("InstanceId", "i-0abc"))))
                .build();
        SummaryDataPoint.Builder point = SummaryDataPoint.newBuilder()
                .addAttributes(text("Namespace", "AWS/EC2"))
                .addAttributes(text("MetricName", "CPUUtilization"))
                .addAttributes(dimensions)
                .setStartTimeUnixNano(MILLIS * 1_000_000)
                .setTimeUnixNano((MILLIS + 60_000) * 1_000_000)
                .setCount(5)
                .setSum(10.5)
                .addQuantileValues(quantile(0, 1))
                .addQuantileValues(quantile(0.999, 3.9))
                .addQuantileValues(quantile(1, 4));
        return delimited(ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(text("cloud.account.id", "123456789012"))
                                .addAttributes(text("cloud.region", "us-west-2")))
                        .addScopeMetrics(ScopeMetrics.newBuilder()
                                .addMetrics(Metric.newBuilder()
                                        .setName("amazonaws.com/AWS/EC2/CPUUtilization")
                                        .setUnit("Percent")
                                        .setSummary(Summary.newBuilder().addDataPoints(point)))))
                .build());
    }

    /** A record whose first message has exactly that length. */
    static byte[] otlpOfLength(int length) {
        for (int i = 0; i < 256; i++) {
            SummaryDataPoint.Builder point = SummaryDataPoint.newBuilder()
                    .addAttributes(text("Namespace", "N"))
                    .addAttributes(text("MetricName", "M".repeat(i + 1)))
                    .setTimeUnixNano(MILLIS * 1_000_000);
            ExportMetricsServiceRequest request = ExportMetricsServiceRequest.newBuilder()
                    .addResourceMetrics(ResourceMetrics.newBuilder()
                            .addScopeMetrics(ScopeMetrics.newBuilder()
                                    .addMetrics(Metric.newBuilder()
                                            .setSummary(Summary.newBuilder().addDataPoints(point)))))
                    .build();
            if (request.getSerializedSize() == length) {
                return delimited(request);
            }
        }
        throw new AssertionError("no message of " + length + " bytes");
    }

    private static byte[] delimited(ExportMetricsServiceRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeUInt32NoTag(request.getSerializedSize());
            request.writeTo(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static SummaryDataPoint.ValueAtQuantile quantile(double quantile, double value) {
        return SummaryDataPoint.ValueAtQuantile.newBuilder()
                .setQuantile(quantile)
                .setValue(value)
                .build();
    }
}
