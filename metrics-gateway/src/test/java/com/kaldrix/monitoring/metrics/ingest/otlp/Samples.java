package com.kaldrix.monitoring.metrics.ingest.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;

/** Requests of OTLP for tests. */
final class Samples {
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
