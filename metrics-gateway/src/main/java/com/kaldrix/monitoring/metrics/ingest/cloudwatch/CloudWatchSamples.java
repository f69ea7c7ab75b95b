package com.kaldrix.monitoring.metrics.ingest.cloudwatch;

import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchNames.Namespace;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes metrics of CloudWatch into a batch: a gauge for each statistic, {@code _minimum}, {@code _maximum}, {@code _sum},
 * {@code _count} and others. They are gauges, since each period stands for itself. For one thread.
 */
public final class CloudWatchSamples {
    private final CloudWatchNames names;
    private final Batch batch;
    private final Set<String> described = new HashSet<>();

    public CloudWatchSamples(CloudWatchNames names, Batch batch) {
        this.names = names;
        this.batch = batch;
    }

    /** Writes a point; whether all of its samples were admitted. */
    public boolean write(CloudWatchPoint point) {
        CloudWatchMetric metric = point.metric();
        String name = names.metric(metric.namespace(), metric.name());
        LabelSet labels = labels(metric);
        StatisticSet values = point.values();
        boolean all = sample(labels, name + "_minimum", point, values.minimum());
        all &= sample(labels, name + "_maximum", point, values.maximum());
        all &= sample(labels, name + "_sum", point, values.sum());
        all &= sample(labels, name + "_count", point, values.count());
        for (Map.Entry<String, Double> other : point.others().entrySet()) {
            all &= sample(labels, name + "_" + names.statistic(other.getKey()), point, other.getValue());
        }
        return all;
    }

    private LabelSet labels(CloudWatchMetric metric) {
        LabelSet labels = new LabelSet();
        Namespace namespace = names.namespace(metric.namespace());
        metric.dimensions().forEach((name, value) -> labels.set(names.dimension(name), value));
        return labels.set("account_id", metric.account())
                .set("region", metric.region())
                .set("component", namespace.component());
    }

    private boolean sample(LabelSet labels, String name, CloudWatchPoint point, double value) {
        if (Double.isNaN(value)) {
            // The stream did not bring this statistic.
            return true;
        }
        if (described.add(name)) {
            CloudWatchMetric metric = point.metric();
            String unit = metric.unit().equals("None") ? "" : metric.unit().toLowerCase(Locale.ROOT);
            String help = metric.namespace() + " " + metric.name() + " of CloudWatch";
            batch.metadata(new MetricMetadata(name, MetricType.GAUGE, help, unit));
        }
        Optional<Series> series = batch.series(labels.set(LabelSet.NAME, name));
        if (series.isEmpty()) {
            batch.refused(1);
            return false;
        }
        batch.sample(series.get(), point.timestamp(), value);
        return true;
    }
}
