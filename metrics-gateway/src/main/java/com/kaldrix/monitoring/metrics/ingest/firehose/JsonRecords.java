package com.kaldrix.monitoring.metrics.ingest.firehose;

import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchMetric;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchPoint;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.StatisticSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON format of metric streams: an object on each line.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-formats-json.html">JSON
 *     format</a>
 */
final class JsonRecords {
    private static final Set<String> BASIC = Set.of("min", "max", "sum", "count");
    private static final int MOST_STATISTICS = 100;
    private static final int LONGEST_STATISTIC = 100;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(64 * 1024)
                            .maxNameLength(2_000)
                            .maxNumberLength(400)
                            .build())
                    .build())
            .build();

    void read(byte[] line, RecordReader.Sink sink) {
        try {
            sink.point(point(mapper.readTree(line)));
        } catch (JacksonException malformed) {
            sink.unreadable("is no JSON that can be read: " + malformed.getOriginalMessage());
        } catch (UnreadableRecordException told) {
            sink.unreadable(String.valueOf(told.getMessage()));
        }
    }

    private static CloudWatchPoint point(JsonNode metric) {
        JsonNode value = metric.path("value");
        if (!metric.isObject() || !value.isObject()) {
            throw new UnreadableRecordException("has no object 'value'");
        }
        JsonNode timestamp = metric.path("timestamp");
        if (!timestamp.isIntegralNumber() || !timestamp.canConvertToLong() || timestamp.asLong() <= 0) {
            throw new UnreadableRecordException("has no 'timestamp' in milliseconds");
        }
        CloudWatchMetric known = new CloudWatchMetric(
                text(metric, "account_id", false),
                text(metric, "region", false),
                text(metric, "namespace", true),
                text(metric, "metric_name", true),
                dimensions(metric.path("dimensions")),
                text(metric, "unit", false));
        StatisticSet values = new StatisticSet(
                number(value, "min"), number(value, "max"), number(value, "sum"), number(value, "count"));
        return new CloudWatchPoint(known, timestamp.asLong(), values, others(value));
    }

    private static Map<String, String> dimensions(JsonNode node) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        if (node.isMissingNode() || node.isNull()) {
            return dimensions;
        }
        if (!node.isObject() || node.size() > CloudWatchMetric.MOST_DIMENSIONS) {
            throw new UnreadableRecordException(
                    "has 'dimensions' that are no object of up to " + CloudWatchMetric.MOST_DIMENSIONS);
        }
        for (Map.Entry<String, JsonNode> one : node.properties()) {
            dimensions.put(one.getKey(), text(node, one.getKey(), false));
        }
        return dimensions;
    }

    private static Map<String, Double> others(JsonNode value) {
        Map<String, Double> others = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> one : value.properties()) {
            if (!BASIC.contains(one.getKey())) {
                if (others.size() == MOST_STATISTICS || one.getKey().length() > LONGEST_STATISTIC) {
                    throw new UnreadableRecordException("has more or longer statistics than there are");
                }
                others.put(one.getKey(), number(value, one.getKey()));
            }
        }
        return others;
    }

    private static double number(JsonNode value, String name) {
        JsonNode number = value.path(name);
        if (!number.isNumber()) {
            throw new UnreadableRecordException("has no number 'value." + name + "'");
        }
        return number.doubleValue();
    }

    private static String text(JsonNode node, String name, boolean needed) {
        JsonNode text = node.path(name);
        if (text.isString() && !(needed && text.stringValue().isBlank())) {
            return text.stringValue();
        }
        if (needed || !(text.isMissingNode() || text.isNull())) {
            throw new UnreadableRecordException("has no text '" + name + "'");
        }
        return "";
    }
}
