package com.kaldrix.monitoring.metrics.ingest.otlp;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;

/**
 * Names of metrics: units and {@code _total} are added where they are missing, {@code _ratio} to gauges without a unit.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/">Prometheus and
 *     OpenMetrics Compatibility</a>
 */
final class MetricNames {
    private static final String TOTAL = "total";
    private static final String RATIO = "ratio";

    private final TranslationStrategy strategy;

    MetricNames(TranslationStrategy strategy) {
        this.strategy = strategy;
    }

    /** The name of a metric; empty when its name has no letter and no digit. */
    String of(Metric metric) {
        boolean counter = metric.hasSum()
                && metric.getSum().getIsMonotonic()
                && metric.getSum().getAggregationTemporality()
                        != AggregationTemporality.AGGREGATION_TEMPORALITY_UNSPECIFIED;
        boolean ratio = metric.hasGauge() && metric.getUnit().strip().equals("1");
        return of(metric.getName(), metric.getUnit(), counter, ratio);
    }

    String of(String name, String ucum, boolean counter, boolean ratio) {
        if (!strategy.suffixes()) {
            return strategy.escaping() ? Escaped.metric(name) : name;
        }
        PrometheusUnits units = PrometheusUnits.of(ucum);
        return strategy.escaping() ? escaped(name, units, counter, ratio) : appended(name, units, counter, ratio);
    }

    private static String escaped(String name, PrometheusUnits units, boolean counter, boolean ratio) {
        List<String> words = Escaped.words(name);
        if (words.isEmpty()) {
            return "";
        }
        if (!units.main().isEmpty() && !words.contains(units.main())) {
            words.add(units.main());
        }
        if (!units.per().isEmpty() && !words.contains(units.per())) {
            words.add("per");
            words.add(units.per());
        }
        if (counter) {
            words.removeIf(TOTAL::equals);
            words.add(TOTAL);
        }
        if (ratio) {
            words.removeIf(RATIO::equals);
            words.add(RATIO);
        }
        return Escaped.leading(String.join("_", words), "_");
    }

    private static String appended(String name, PrometheusUnits units, boolean counter, boolean ratio) {
        if (name.isEmpty()) {
            return "";
        }
        String named = counter ? without(name, TOTAL) : ratio ? without(name, RATIO) : name;
        if (!units.text().isEmpty()) {
            named = without(named, units.text()) + "_" + units.text();
        }
        return counter ? named + "_" + TOTAL : ratio ? named + "_" + RATIO : named;
    }

    private static String without(String name, String suffix) {
        return name.endsWith("_" + suffix) ? name.substring(0, name.length() - suffix.length() - 1) : name;
    }
}
