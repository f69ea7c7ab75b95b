package com.kaldrix.monitoring.alert.intake.cloudwatch;

import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.common.label.Labels;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What an alarm is about. Namespace, metric and dimensions are those that all metrics of the alarm have in common, so that
 * metric math over one service still carries that service's namespace.
 *
 * @param derived {@code alarm_type}, {@code namespace}, {@code metric} and {@code dim_…}
 * @param annotations words for people
 */
record AlarmFacts(Labels derived, Map<String, String> annotations) {
    static final String ALARM_TYPE = "alarm_type";
    static final String NAMESPACE = "namespace";
    static final String METRIC = "metric";
    /** Of a change that CloudWatch itself took no action on: what held the actions back. */
    static final String SUPPRESSED_BY = "actions_suppressed_by";

    private static final String BAND = "ANOMALY_DETECTION_BAND";

    record Metric(String namespace, String name, Map<String, String> dimensions) {}

    /** Facts that cannot be read never cost an alert: what was unreadable becomes an annotation. */
    static AlarmFacts orNone(Supplier<AlarmFacts> facts) {
        try {
            return facts.get();
        } catch (UnreadableField e) {
            return new AlarmFacts(Labels.empty(), Map.of("unreadable", String.valueOf(e.getMessage())));
        }
    }

    static String type(boolean composite, List<Metric> metrics, List<String> expressions) {
        if (composite) {
            return "composite";
        }
        if (expressions.stream().anyMatch(expression -> expression.contains(BAND))) {
            return "anomaly_detection";
        }
        if (!expressions.isEmpty()) {
            return "metric_math";
        }
        return metrics.isEmpty() ? "other" : "metric";
    }

    static AlarmFacts of(
            String type, List<Metric> metrics, Map<String, String> contributor, Map<String, String> annotations) {
        Map<String, String> dimensions = common(metrics);
        dimensions.putAll(contributor);
        Map<String, String> labels = new HashMap<>(labels(dimensions));
        labels.put(ALARM_TYPE, type);
        same(metrics.stream().map(Metric::namespace).toList()).ifPresent(text -> labels.put(NAMESPACE, text));
        same(metrics.stream().map(Metric::name).toList()).ifPresent(text -> labels.put(METRIC, text));
        Map<String, String> words = new HashMap<>(annotations);
        if (!metrics.isEmpty()) {
            words.put("metrics", text(metrics));
        }
        return new AlarmFacts(Labels.of(labels), words);
    }

    private static Map<String, String> common(List<Metric> metrics) {
        Map<String, String> common = new TreeMap<>();
        if (!metrics.isEmpty()) {
            common.putAll(metrics.getFirst().dimensions());
            metrics.forEach(metric -> common.entrySet()
                    .removeIf(dimension ->
                            !dimension.getValue().equals(metric.dimensions().get(dimension.getKey()))));
        }
        return common;
    }

    private static Optional<String> same(List<String> values) {
        List<String> distinct = values.stream().distinct().toList();
        return distinct.size() == 1 ? Optional.of(distinct.getFirst()) : Optional.empty();
    }

    /**
     * Dimensions as labels with classic names: {@code dim_} and the name with anything but letters, digits and underscores
     * replaced by an underscore. Where two names become one, the second in order of the original names gets {@code _2}, and so
     * on.
     */
    private static Map<String, String> labels(Map<String, String> dimensions) {
        Map<String, String> labels = new LinkedHashMap<>();
        new TreeMap<>(dimensions).forEach((name, value) -> {
            String wanted = "dim_" + name.replaceAll("[^a-zA-Z0-9_]", "_");
            String free = wanted;
            for (int i = 2; labels.containsKey(free); i++) {
                free = wanted + "_" + i;
            }
            labels.put(free, value);
        });
        return labels;
    }

    private static String text(List<Metric> metrics) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : metrics) {
            if (!text.isEmpty()) {
                text.append(", ");
            }
            text.append(metric.namespace()).append(' ').append(metric.name());
            if (!metric.dimensions().isEmpty()) {
                text.append(' ').append(new TreeMap<>(metric.dimensions()));
            }
        }
        return text.toString();
    }
}
