package com.kaldrix.monitoring.metrics.ingest.push;

import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchMetric;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchPoint;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchSamples;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.StatisticSet;
import com.kaldrix.monitoring.metrics.intake.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * CloudWatch's embedded metric format. A metric goes to a series for each of its sets of dimensions, with the names that it
 * would have if CloudWatch streamed it; values of the same metric, dimensions and time are put together. For one request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format specification</a>
 */
final class EmbeddedMetrics {
    private static final int MOST_METRICS = 100;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST = 1_024;
    private static final int LONGEST_NAMESPACE = 256;
    private static final int MOST_SETS = 100;

    private record Key(CloudWatchMetric metric, long timestamp) {}

    /** What a series is made of, and the document that it comes from. */
    private record Collected(StatisticSet values, String path) {}

    private final Errors errors;
    private final long now;
    private final String region;
    private final Map<Key, Collected> collected = new LinkedHashMap<>();

    /** @param region of AWS that the metrics are of, since they do not say */
    EmbeddedMetrics(Errors errors, long now, String region) {
        this.errors = errors;
        this.now = now;
        this.region = region;
    }

    /** Whether a document is of this format. */
    static boolean is(JsonNode document) {
        return document.isObject() && document.path("_aws").has("CloudWatchMetrics");
    }

    void read(JsonNode document, String path) {
        JsonNode aws = document.path("_aws");
        JsonNode time = aws.path("Timestamp");
        if (time.isMissingNode() || time.isString()) {
            errors.add(path + "/_aws/Timestamp", "must be milliseconds since the epoch");
            return;
        }
        long timestamp = PushTimes.millis(time, now, path + "/_aws/Timestamp", errors);
        JsonNode directives = aws.path("CloudWatchMetrics");
        if (!directives.isArray()) {
            errors.add(path + "/_aws/CloudWatchMetrics", "must be a list");
        }
        if (timestamp < 0 || !directives.isArray()) {
            return;
        }
        int i = 0;
        for (JsonNode directive : directives) {
            directive(document, path, directive, path + "/_aws/CloudWatchMetrics/" + i++, timestamp);
        }
    }

    /** Writes what was read. */
    void write(CloudWatchSamples samples, Batch batch) {
        collected.forEach((key, one) -> {
            CloudWatchPoint point = new CloudWatchPoint(key.metric(), key.timestamp(), one.values(), Map.of());
            if (!samples.write(point)) {
                errors.refused(one.path(), batch.refusal());
            }
        });
    }

    private void directive(JsonNode document, String root, JsonNode directive, String path, long timestamp) {
        int before = errors.count();
        String namespace = text(directive.path("Namespace"), path + "/Namespace", LONGEST_NAMESPACE);
        List<Map<String, String>> sets = sets(document, root, directive.path("Dimensions"), path + "/Dimensions");
        JsonNode metrics = directive.path("Metrics");
        if (!metrics.isArray() || metrics.size() > MOST_METRICS) {
            errors.add(path + "/Metrics", "must be a list of at most " + MOST_METRICS);
        }
        if (errors.count() > before) {
            return;
        }
        int i = 0;
        for (JsonNode metric : metrics) {
            String at = path + "/Metrics/" + i++;
            int good = errors.count();
            String name = text(metric.path("Name"), at + "/Name", LONGEST);
            JsonNode unit = metric.path("Unit");
            if (!unit.isMissingNode() && !unit.isString()) {
                errors.add(at + "/Unit", "must be a text");
            }
            if (errors.count() > good) {
                continue;
            }
            Optional<StatisticSet> values = values(document.path(name), root + "/" + escaped(name));
            if (values.isPresent()) {
                collect(namespace, name, unit.isString() ? unit.stringValue() : "", sets, timestamp, values.get(), at);
            }
        }
    }

    private void collect(
            String namespace,
            String name,
            String unit,
            List<Map<String, String>> sets,
            long timestamp,
            StatisticSet values,
            String path) {
        for (Map<String, String> dimensions : sets) {
            CloudWatchMetric metric = new CloudWatchMetric("", region, namespace, name, dimensions, unit);
            collected.merge(
                    new Key(metric, timestamp),
                    new Collected(values, path),
                    (one, other) -> new Collected(one.values().plus(other.values()), one.path()));
        }
    }

    private List<Map<String, String>> sets(JsonNode document, String root, JsonNode node, String path) {
        if (node.isMissingNode()) {
            return List.of(Map.of());
        }
        if (!node.isArray() || node.size() > MOST_SETS) {
            errors.add(path, "must be a list of at most " + MOST_SETS + " lists");
            return List.of();
        }
        List<Map<String, String>> sets = new ArrayList<>();
        int i = 0;
        for (JsonNode set : node) {
            String at = path + "/" + i++;
            if (!set.isArray() || set.size() > CloudWatchMetric.MOST_DIMENSIONS) {
                errors.add(at, "must be a list of at most " + CloudWatchMetric.MOST_DIMENSIONS + " names");
                continue;
            }
            Map<String, String> dimensions = new LinkedHashMap<>();
            for (JsonNode name : set) {
                String key = text(name, at, LONGEST);
                JsonNode value = document.path(key);
                if (value.isString() && value.stringValue().length() <= LONGEST) {
                    dimensions.put(key, value.stringValue());
                } else if (!key.isEmpty()) {
                    errors.add(root + "/" + escaped(key), "must be a text, since it is a dimension");
                }
            }
            sets.add(dimensions);
        }
        return sets.isEmpty() ? List.of(Map.of()) : sets;
    }

    private Optional<StatisticSet> values(JsonNode node, String path) {
        if (node.isNumber()) {
            return finite(node.doubleValue(), path);
        }
        if (!node.isArray() || node.isEmpty() || node.size() > MOST_VALUES) {
            errors.add(path, "must be a number, or a list of 1 to " + MOST_VALUES + ", since it is a metric");
            return Optional.empty();
        }
        StatisticSet all = null;
        int i = 0;
        for (JsonNode one : node) {
            if (!one.isNumber()) {
                errors.add(path + "/" + i, "must be a number");
                return Optional.empty();
            }
            Optional<StatisticSet> value = finite(one.doubleValue(), path + "/" + i++);
            if (value.isEmpty()) {
                return value;
            }
            all = all == null ? value.get() : all.plus(value.get());
        }
        return Optional.ofNullable(all);
    }

    private Optional<StatisticSet> finite(double value, String path) {
        if (Double.isFinite(value)) {
            return Optional.of(StatisticSet.of(value));
        }
        errors.add(path, "is larger than a number can be");
        return Optional.empty();
    }

    private String text(JsonNode node, String path, int longest) {
        if (node.isString()
                && !node.stringValue().isBlank()
                && node.stringValue().length() <= longest) {
            return node.stringValue();
        }
        errors.add(path, "must be a text of 1 to " + longest + " characters");
        return "";
    }

    private static String escaped(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return shown.replace("~", "~0").replace("/", "~1");
    }
}
