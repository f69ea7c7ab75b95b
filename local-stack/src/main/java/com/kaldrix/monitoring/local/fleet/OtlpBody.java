package com.kaldrix.monitoring.local.fleet;

import com.kaldrix.monitoring.local.fleet.MetricFamily.Histogram;
import com.kaldrix.monitoring.local.fleet.MetricFamily.Value;
import com.kaldrix.monitoring.local.fleet.MetricFamily.Values;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes an OTLP export request in JSON of what a node says: counters as cumulative monotonic sums without {@code _total},
 * durations with the unit {@code s} and without {@code _seconds}, as instrumented software names them.
 */
final class OtlpBody {
    private static final int CUMULATIVE = 2;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String start;
    private final String time;

    private OtlpBody(SimulatedNode.Telling telling) {
        start = nanos(telling.started());
        time = nanos(telling.time());
    }

    static String of(String job, String instance, SimulatedNode.Telling telling) {
        ObjectNode request = JSON.createObjectNode();
        ObjectNode resource = request.putArray("resourceMetrics").addObject();
        ArrayNode attributes = resource.putObject("resource").putArray("attributes");
        attribute(attributes, "service.name", job);
        attribute(attributes, "service.instance.id", instance);
        ObjectNode scope = resource.putArray("scopeMetrics").addObject();
        scope.putObject("scope").put("name", "kaldrix-node");
        ArrayNode metrics = scope.putArray("metrics");
        OtlpBody body = new OtlpBody(telling);
        telling.families().forEach(family -> body.family(metrics.addObject(), family));
        return request.toString();
    }

    private void family(ObjectNode metric, MetricFamily family) {
        switch (family) {
            case Values values -> {
                metric.put("name", values.counter() ? family.name().replaceFirst("_total$", "") : family.name());
                metric.put("description", family.help());
                ObjectNode data = metric.putObject(values.counter() ? "sum" : "gauge");
                if (values.counter()) {
                    data.put("aggregationTemporality", CUMULATIVE).put("isMonotonic", true);
                }
                ArrayNode points = data.putArray("dataPoints");
                for (Value value : values.values()) {
                    ObjectNode point =
                            points.addObject().put("timeUnixNano", time).put("asDouble", value.value());
                    if (values.counter()) {
                        point.put("startTimeUnixNano", start);
                    }
                    ArrayNode labels = point.putArray("attributes");
                    value.labels().forEach((name, text) -> attribute(labels, name, text));
                }
            }
            case Histogram histogram -> histogram(metric, histogram);
        }
    }

    private void histogram(ObjectNode metric, Histogram histogram) {
        metric.put("name", histogram.name().replaceFirst("_seconds$", ""))
                .put("description", histogram.help())
                .put("unit", "s");
        ObjectNode data = metric.putObject("histogram").put("aggregationTemporality", CUMULATIVE);
        ObjectNode point = data.putArray("dataPoints")
                .addObject()
                .put("startTimeUnixNano", start)
                .put("timeUnixNano", time)
                .put("count", Long.toString(histogram.count()))
                .put("sum", histogram.sum());
        ArrayNode bounds = point.putArray("explicitBounds");
        ArrayNode counts = point.putArray("bucketCounts");
        long below = 0;
        long[] cumulative = histogram.cumulative();
        for (int index = 0; index < cumulative.length; index++) {
            bounds.add(histogram.bounds()[index]);
            counts.add(Long.toString(cumulative[index] - below));
            below = cumulative[index];
        }
        counts.add(Long.toString(histogram.count() - below));
    }

    private static void attribute(ArrayNode attributes, String key, String value) {
        attributes.addObject().put("key", key).set("value", JSON.valueToTree(Map.of("stringValue", value)));
    }

    private static String nanos(Instant time) {
        return Long.toString(Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano()));
    }
}
