package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;

/** Translates the metrics of one request into a batch. For one thread. */
final class Translation {
    private final Batch batch;
    private final MetricNames names;
    private final ResourceLabels resources;
    private final PointWriter writer;
    private final PointLabels labels;
    private final NumberPoints numbers;
    private final HistogramPoints histograms;
    private final SummaryPoints summaries;

    /** @param replica see {@link Deltas} */
    Translation(
            Batch batch, MetricNames names, ResourceLabels resources, DeltaTotals.Additions additions, String replica) {
        this.batch = batch;
        this.names = names;
        this.resources = resources;
        this.writer = new PointWriter(batch, resources.attributes());
        this.labels = new PointLabels(writer, resources.attributes());
        Deltas deltas = new Deltas(writer, additions, replica);
        this.numbers = new NumberPoints(writer, labels, deltas);
        this.histograms = new HistogramPoints(writer, labels, deltas);
        this.summaries = new SummaryPoints(writer, labels);
    }

    /** What became of the points. */
    PointWriter points() {
        return writer;
    }

    void write(ExportMetricsServiceRequest request) {
        request.getResourceMetricsList().forEach(this::write);
    }

    private void write(ResourceMetrics resource) {
        if (resource.getResource().getAttributesCount() > AttributeLabels.MOST) {
            refuse(resource, "a resource with more than " + AttributeLabels.MOST + " attributes");
            return;
        }
        LabelSet ofResource = resources.of(resource.getResource());
        for (ScopeMetrics scope : resource.getScopeMetricsList()) {
            if (scope.getScope().getAttributesCount() > AttributeLabels.MOST) {
                refuse(scope, "a scope with more than " + AttributeLabels.MOST + " attributes");
                continue;
            }
            labels.base(resources.of(ofResource, scope.getScope(), scope.getSchemaUrl()));
            scope.getMetricsList().forEach(this::write);
        }
        long latest = labels.latest();
        LabelSet info = resources.info(resource.getResource());
        if (latest > 0 && !info.isEmpty()) {
            batch.metadata(new MetricMetadata("target_info", MetricType.GAUGE, "Attributes of the resource", ""));
            writer.sample(info, latest, 1, 0);
        }
    }

    private void write(Metric metric) {
        String name = names.of(metric);
        if (name.isEmpty()) {
            writer.refuse(Rejection.INVALID_LABELS, "a metric without a name", points(metric));
            return;
        }
        switch (metric.getDataCase()) {
            case GAUGE -> {
                metadata(name, MetricType.GAUGE, metric);
                numbers.gauge(name, metric.getGauge().getDataPointsList());
            }
            case SUM -> sum(name, metric);
            case HISTOGRAM -> {
                if (accumulates(name, metric.getHistogram().getAggregationTemporality(), metric)) {
                    metadata(name, MetricType.HISTOGRAM, metric);
                    histograms.classic(name, metric.getHistogram());
                }
            }
            case EXPONENTIAL_HISTOGRAM -> {
                if (accumulates(name, metric.getExponentialHistogram().getAggregationTemporality(), metric)) {
                    metadata(name, MetricType.HISTOGRAM, metric);
                    histograms.exponential(name, metric.getExponentialHistogram());
                }
            }
            case SUMMARY -> {
                metadata(name, MetricType.SUMMARY, metric);
                summaries.write(name, metric.getSummary());
            }
            case DATA_NOT_SET -> {
                // A metric without points says nothing that could be lost.
            }
        }
    }

    private void sum(String name, Metric metric) {
        AggregationTemporality temporality = metric.getSum().getAggregationTemporality();
        boolean monotonic = metric.getSum().getIsMonotonic();
        if (accumulates(name, temporality, metric)) {
            metadata(name, monotonic ? MetricType.COUNTER : MetricType.GAUGE, metric);
            numbers.sum(name, metric.getSum().getDataPointsList(), temporality, monotonic);
        }
    }

    private boolean accumulates(String name, AggregationTemporality temporality, Metric metric) {
        boolean known = temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
                || temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
        if (!known) {
            writer.refuse(Rejection.UNSUPPORTED, name + ", which is neither cumulative nor delta", points(metric));
        }
        return known;
    }

    private void metadata(String name, MetricType type, Metric metric) {
        String unit = PrometheusUnits.of(metric.getUnit()).text();
        batch.metadata(new MetricMetadata(name, type, metric.getDescription(), unit));
    }

    private void refuse(ResourceMetrics resource, String what) {
        resource.getScopeMetricsList().forEach(scope -> refuse(scope, what));
    }

    private void refuse(ScopeMetrics scope, String what) {
        for (Metric metric : scope.getMetricsList()) {
            writer.refuse(Rejection.LABELS_TOO_LARGE, what, points(metric));
        }
    }

    private static int points(Metric metric) {
        return metric.getGauge().getDataPointsCount()
                + metric.getSum().getDataPointsCount()
                + metric.getHistogram().getDataPointsCount()
                + metric.getExponentialHistogram().getDataPointsCount()
                + metric.getSummary().getDataPointsCount();
    }
}
