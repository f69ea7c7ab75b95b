package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.anomaly.detector.SeriesChoice;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads EventBridge's "CloudWatch Alarm State Change" of alarms with an {@code ANOMALY_DETECTION_BAND}. Never throws.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">Alarm events and
 *     EventBridge</a>
 */
final class AlarmReader {
    private static final int LONGEST = 1 << 20;
    private static final String NUMBER = "(-?[0-9.]+(?:E-?[0-9]+)?)";
    private static final Pattern DATAPOINT = Pattern.compile("datapoints? \\[" + NUMBER);
    private static final Pattern LOWER = Pattern.compile("lower thresholds? \\[" + NUMBER);
    private static final Pattern UPPER = Pattern.compile("upper thresholds? \\[" + NUMBER);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private final BoundedJson json = new BoundedJson(LONGEST);

    /** What came. */
    sealed interface Read {}

    record Band(BandAlarm alarm) implements Read {}

    /** Nothing for us, and no fault either: the topic carries much else. */
    record Ignored() implements Read {}

    /** One of these alarms that cannot be understood. */
    record Poison(String reason) implements Read {}

    Read read(SnsEnvelope.Unwrapped message) {
        return switch (message) {
            case SnsEnvelope.Message found -> read(found.message().body());
            case SnsEnvelope.Confirmation confirmation -> new Ignored();
            case SnsEnvelope.Malformed malformed -> new Ignored();
        };
    }

    private Read read(String body) {
        JsonNode event;
        try {
            event = json.read(body);
        } catch (UnreadableJson e) {
            // What is no alarm is of no concern here, and alert-processor says what is wrong with it.
            return new Ignored();
        }
        if (!event.path("detail-type").asString("").equals("CloudWatch Alarm State Change")) {
            return new Ignored();
        }
        JsonNode metrics = event.at("/detail/configuration/metrics");
        boolean band = metrics.valueStream()
                .anyMatch(one -> one.path("expression").asString("").contains("ANOMALY_DETECTION_BAND"));
        return band ? alarm(event, metrics) : new Ignored();
    }

    private static Read alarm(JsonNode event, JsonNode metrics) {
        JsonNode state = event.at("/detail/state");
        String id = event.path("id").asString("");
        String name = event.at("/detail/alarmName").asString("");
        if (id.isBlank() || name.isBlank()) {
            return new Poison(id.isBlank() ? "id is missing" : "detail.alarmName is missing");
        }
        String value = state.path("value").asString("");
        if (value.equals("INSUFFICIENT_DATA")) {
            return new Ignored();
        }
        if (!value.equals("ALARM") && !value.equals("OK")) {
            return new Poison("detail.state.value is none of ALARM, OK, INSUFFICIENT_DATA");
        }
        Instant at;
        try {
            String text = state.path("timestamp").asString(event.path("time").asString(""));
            at = OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException e) {
            return new Poison("detail.state.timestamp is no time");
        }
        JsonNode metric = metrics.valueStream()
                .map(one -> one.path("metricStat"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(metrics);
        String reason = state.path("reason").asString("");
        return new Band(new BandAlarm(
                id,
                series(event, metric, name),
                value.equals("ALARM"),
                at,
                number(DATAPOINT, reason),
                number(LOWER, reason),
                number(UPPER, reason),
                reason));
    }

    private static Labels series(JsonNode event, JsonNode metric, String alarm) {
        String namespace = metric.at("/metric/namespace").asString("");
        String name = metric.at("/metric/name").asString("");
        Map<String, String> labels = new TreeMap<>();
        labels.put(
                "__name__",
                name.isEmpty()
                        ? "cloudwatch_alarm"
                        : SeriesChoice.nameOf(
                                name, namespace, metric.path("stat").asString("")));
        labels.put("alarm", alarm);
        String region = event.path("region").asString("");
        labels.put("region", region.isBlank() ? "unknown" : region);
        int slash = namespace.indexOf('/');
        if (slash >= 0 && slash + 1 < namespace.length()) {
            labels.put("component", namespace.substring(slash + 1).toLowerCase(Locale.ROOT));
        }
        metric.at("/metric/dimensions").forEachEntry((dimension, value) -> {
            if (!value.asString("").isEmpty()) {
                labels.put("dimension_" + dimension.replaceAll("[^a-zA-Z0-9_]", "_"), value.asString(""));
            }
        });
        return Labels.of(labels);
    }

    private static double number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        try {
            return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
