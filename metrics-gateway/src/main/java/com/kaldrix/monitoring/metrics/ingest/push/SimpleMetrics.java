package com.kaldrix.monitoring.metrics.ingest.push;

import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The gateway's own JSON: a metric with {@code name}, {@code value} and, if one likes, {@code labels}, {@code timestamp},
 * {@code type}, {@code unit} and {@code help}; or an object whose {@code metrics} is a list of such. For one request.
 */
final class SimpleMetrics {
    private static final Set<String> FIELDS = Set.of("name", "value", "labels", "timestamp", "type", "unit", "help");
    private static final int MOST_LABELS = 100;
    private static final int LONGEST_HELP = 1_000;

    private final Batch batch;
    private final Errors errors;
    private final long now;
    private final Set<String> described = new HashSet<>();

    SimpleMetrics(Batch batch, Errors errors, long now) {
        this.batch = batch;
        this.errors = errors;
        this.now = now;
    }

    void read(JsonNode document, String path) {
        if (!document.isObject()) {
            errors.add(path, "must be an object");
            return;
        }
        JsonNode list = document.path("metrics");
        if (list.isMissingNode()) {
            metric(document, path);
            return;
        }
        if (!list.isArray()) {
            errors.add(path + "/metrics", "must be a list");
            return;
        }
        unknown(document, Set.of("metrics"), path);
        int i = 0;
        for (JsonNode metric : list) {
            String at = path + "/metrics/" + i++;
            if (metric.isObject()) {
                metric(metric, at);
            } else {
                errors.add(at, "must be an object");
            }
        }
    }

    private void metric(JsonNode metric, String path) {
        int before = errors.count();
        unknown(metric, FIELDS, path);
        String name = text(metric, "name", path);
        if (name.isEmpty() && errors.count() == before) {
            errors.add(path + "/name", "is missing");
        }
        LabelSet labels = labels(metric.path("labels"), path + "/labels");
        OptionalDouble value = value(metric.path("value"), path + "/value");
        long time = PushTimes.millis(metric.path("timestamp"), now, path + "/timestamp", errors);
        MetricType type = type(metric, path);
        String unit = text(metric, "unit", path);
        String help = text(metric, "help", path);
        if (help.length() > LONGEST_HELP) {
            errors.add(path + "/help", "must have at most " + LONGEST_HELP + " characters");
        }
        if (errors.count() > before || value.isEmpty()) {
            return;
        }
        Optional<Series> series = batch.series(labels.set(LabelSet.NAME, name));
        if (series.isEmpty()) {
            batch.refused(1);
            errors.refused(path, batch.refusal());
            return;
        }
        boolean says = metric.has("type") || metric.has("unit") || metric.has("help");
        if (says && described.add(name)) {
            batch.metadata(new MetricMetadata(name, type, help, unit));
        }
        batch.sample(series.get(), time, value.getAsDouble());
    }

    private void unknown(JsonNode object, Set<String> known, String path) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
                errors.add(path + "/" + shown.replace("~", "~0").replace("/", "~1"), "is not known");
                return;
            }
        }
    }

    private LabelSet labels(JsonNode node, String path) {
        LabelSet labels = new LabelSet();
        if (node.isMissingNode() || node.isNull()) {
            return labels;
        }
        if (!node.isObject() || node.size() > MOST_LABELS) {
            errors.add(path, "must be an object of at most " + MOST_LABELS + " labels");
            return labels;
        }
        for (Map.Entry<String, JsonNode> label : node.properties()) {
            if (!label.getValue().isString()) {
                errors.add(path + "/" + label.getKey().replace("~", "~0").replace("/", "~1"), "must be a text");
            } else if (label.getKey().equals(LabelSet.NAME) || label.getKey().isEmpty()) {
                errors.add(path, "must not hold a label without a name, nor " + LabelSet.NAME);
            } else {
                labels.set(label.getKey(), label.getValue().stringValue());
            }
        }
        return labels;
    }

    private OptionalDouble value(JsonNode node, String path) {
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return OptionalDouble.of(node.doubleValue());
        }
        switch (node.isString() ? node.stringValue() : "") {
            case "NaN" -> {
                return OptionalDouble.of(Double.NaN);
            }
            case "+Inf", "Inf" -> {
                return OptionalDouble.of(Double.POSITIVE_INFINITY);
            }
            case "-Inf" -> {
                return OptionalDouble.of(Double.NEGATIVE_INFINITY);
            }
            default -> {
                errors.add(
                        path,
                        node.isMissingNode()
                                ? "is missing"
                                : "must be a number, or one of \"NaN\", \"+Inf\", \"-Inf\"");
                return OptionalDouble.empty();
            }
        }
    }

    private MetricType type(JsonNode metric, String path) {
        String word = text(metric, "type", path);
        return switch (word) {
            case "", "gauge" -> MetricType.GAUGE;
            case "counter" -> MetricType.COUNTER;
            case "unknown", "untyped" -> MetricType.UNKNOWN;
            default -> {
                errors.add(path + "/type", "must be gauge, counter or unknown");
                yield MetricType.UNKNOWN;
            }
        };
    }

    private String text(JsonNode metric, String name, String path) {
        JsonNode node = metric.path(name);
        if (node.isString()) {
            return node.stringValue();
        }
        if (!node.isMissingNode() && !node.isNull()) {
            errors.add(path + "/" + name, "must be a text");
        }
        return "";
    }
}
