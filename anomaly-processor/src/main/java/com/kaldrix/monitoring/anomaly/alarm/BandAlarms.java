package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Evidence;
import com.kaldrix.monitoring.anomaly.detector.SeriesChoice;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
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
 * Alarms of CloudWatch with an {@code ANOMALY_DETECTION_BAND}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">Alarm events and
 *     EventBridge</a>
 */
final class BandAlarms {
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

    private BandAlarms() {}

    static Read read(JsonNode event) {
        JsonNode metrics = event.at("/detail/configuration/metrics");
        boolean band = metrics.valueStream()
                .anyMatch(one -> one.path("expression").asString("").contains("ANOMALY_DETECTION_BAND"));
        return band ? alarm(event, metrics) : new Read.Ignored();
    }

    private static Read alarm(JsonNode event, JsonNode metrics) {
        JsonNode state = event.at("/detail/state");
        String id = event.path("id").asString("");
        String name = event.at("/detail/alarmName").asString("");
        if (id.isBlank() || name.isBlank()) {
            return new Read.Poison(id.isBlank() ? "id is missing" : "detail.alarmName is missing");
        }
        String value = state.path("value").asString("");
        if (value.equals("INSUFFICIENT_DATA")) {
            return new Read.Ignored();
        }
        if (!value.equals("ALARM") && !value.equals("OK")) {
            return new Read.Poison("detail.state.value is none of ALARM, OK, INSUFFICIENT_DATA");
        }
        Instant at;
        try {
            String text = state.path("timestamp").asString(event.path("time").asString(""));
            at = OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException e) {
            return new Read.Poison("detail.state.timestamp is no time");
        }
        JsonNode metric = metrics.valueStream()
                .map(one -> one.path("metricStat"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(metrics);
        String reason = state.path("reason").asString("");
        return new Read.Found(new Reported(
                id,
                series(event, metric, name),
                value.equals("ALARM") ? new Reported.Begins(at) : new Reported.Over(at),
                number(DATAPOINT, reason),
                new Expected(number(LOWER, reason), number(UPPER, reason)),
                new Reported.Finding(Severity.P2, new Evidence(Evidence.CLOUDWATCH_BAND, 0, reason))));
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
