package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;

/** Requests of OTLP for tests. */
public final class Samples {
    static final long MILLIS = 1_772_366_400_000L;
    static final long NANOS = MILLIS * 1_000_000;
    static final long SECOND = 1_000_000_000;

    private Samples() {}

    static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    /** One of every kind of metric, with whatever a point can have. */
    public static ExportMetricsServiceRequest everything() {
        Exemplar exemplar = Exemplar.newBuilder()
                .setTimeUnixNano(NANOS)
                .setAsDouble(0.7)
                .setTraceId(ByteString.fromHex("0102030405060708090a0b0c0d0e0f10"))
                .addFilteredAttributes(attribute("user", "u1"))
                .build();
        Metric classic = Metric.newBuilder()
                .setName("latency")
                .setUnit("s")
                .setHistogram(Histogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setTimeUnixNano(NANOS)
                                .addExplicitBounds(0.5)
                                .addBucketCounts(2)
                                .addBucketCounts(1)
                                .setCount(3)
                                .setSum(2)
                                .addExemplars(exemplar)))
                .build();
        Metric exponential = Metric.newBuilder()
                .setName("size")
                .setExponentialHistogram(ExponentialHistogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                                .setTimeUnixNano(NANOS)
                                .setScale(9)
                                .setCount(4)
                                .setZeroCount(1)
                                .setPositive(ExponentialHistogramDataPoint.Buckets.newBuilder()
                                        .setOffset(-3)
                                        .addBucketCounts(1)
                                        .addBucketCounts(2))))
                .build();
        Metric summary = Metric.newBuilder()
                .setName("rpc")
                .setSummary(Summary.newBuilder()
                        .addDataPoints(SummaryDataPoint.newBuilder()
                                .setTimeUnixNano(NANOS)
                                .setCount(3)
                                .setSum(6)
                                .addQuantileValues(SummaryDataPoint.ValueAtQuantile.newBuilder()
                                        .setQuantile(0.99)
                                        .setValue(Double.NaN))))
                .build();
        return ofService(gauge("queue.depth", "By/s", 4)).toBuilder()
                .addAllResourceMetrics(request(
                                sum("requests", true, true, 1, 5),
                                sum("b", false, false, 1, 5),
                                classic,
                                exponential,
                                summary)
                        .getResourceMetricsList())
                .build();
    }

    static ExportMetricsServiceRequest request(Metric... metrics) {
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
        for (Metric metric : metrics) {
            scope.addMetrics(metric);
        }
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder().addScopeMetrics(scope))
                .build();
    }

    /** As an SDK sends it: with a service, a host and a scope. */
    static ExportMetricsServiceRequest ofService(Metric metric) {
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(attribute("service.namespace", "shop"))
                                .addAttributes(attribute("service.name", "checkout"))
                                .addAttributes(attribute("service.instance.id", "pod-1"))
                                .addAttributes(attribute("host.name", "node-7")))
                        .addScopeMetrics(ScopeMetrics.newBuilder()
                                .setScope(InstrumentationScope.newBuilder()
                                        .setName("io.shop")
                                        .setVersion("1.2"))
                                .addMetrics(metric)))
                .build();
    }

    static Metric gauge(String name, String unit, double value) {
        return Metric.newBuilder()
                .setName(name)
                .setUnit(unit)
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(NANOS)
                                .setAsDouble(value)))
                .build();
    }

    static Metric sum(String name, boolean delta, boolean monotonic, long second, long value) {
        return Metric.newBuilder()
                .setName(name)
                .setSum(Sum.newBuilder()
                        .setAggregationTemporality(
                                delta
                                        ? AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                                        : AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .setIsMonotonic(monotonic)
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setStartTimeUnixNano(NANOS + (second - 1) * SECOND)
                                .setTimeUnixNano(NANOS + second * SECOND)
                                .setAsInt(value)))
                .build();
    }
}
