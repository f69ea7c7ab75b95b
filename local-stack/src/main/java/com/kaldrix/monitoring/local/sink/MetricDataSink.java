package com.kaldrix.monitoring.local.sink;

import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData.Datum;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData.Statistics;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricInbox;
import com.kaldrix.monitoring.local.aws.cloudwatch.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Keeps what goes to CloudWatch as metric data; the path of a receipt is region and namespace. */
final class MetricDataSink implements MetricInbox {
    private final Channel channel;

    MetricDataSink(Channel channel) {
        this.channel = channel;
    }

    @Override
    public Reaction receive(MetricData data, @Nullable Refusal refusal) {
        String path = "/" + data.region() + "/" + data.namespace();
        Behaviour behaviour = channel.behaviours().next(path).orElse(null);
        String refused = behaviour == null ? null : behaviour.refusal().orElse(null);
        boolean drop = behaviour != null && behaviour.drop() != Behaviour.Drop.NONE;
        Verdict verdict = refused != null
                ? new Verdict.Misbehaved(refused)
                : refusal != null
                        ? new Verdict.Rejected(400, refusal.error() + ": " + refusal.message())
                        : new Verdict.Accepted(!drop);
        channel.journal()
                .record(
                        new Arrival(SinkName.CLOUDWATCH, path, null, Map.of(), json(data), StringNode.valueOf("")),
                        verdict);
        if (behaviour == null) {
            return Reaction.AS_JUDGED;
        }
        try {
            Thread.sleep(behaviour.delay());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        Integer status = behaviour.status();
        return new Reaction(status == null ? 0 : status, behaviour.retryAfter(), drop);
    }

    private static ObjectNode json(MetricData data) {
        ObjectNode json =
                SinkJson.MAPPER.createObjectNode().put("region", data.region()).put("namespace", data.namespace());
        ArrayNode list = json.putArray("data");
        for (Datum datum : data.data()) {
            ObjectNode one = list.addObject().put("name", datum.name());
            ObjectNode dimensions = one.putObject("dimensions");
            datum.dimensions().forEach(dimensions::put);
            if (datum.timestamp() != null) {
                one.put("timestamp", datum.timestamp().toString());
            }
            one.put("unit", datum.unit());
            if (datum.value() != null) {
                one.put("value", datum.value());
            }
            Statistics statistics = datum.statistics();
            if (statistics != null) {
                one.putObject("statistics")
                        .put("sampleCount", statistics.sampleCount())
                        .put("sum", statistics.sum())
                        .put("minimum", statistics.minimum())
                        .put("maximum", statistics.maximum());
            }
            if (!datum.values().isEmpty()) {
                ArrayNode values = one.putArray("values");
                datum.values()
                        .forEach(counted ->
                                values.addObject().put("value", counted.value()).put("count", counted.count()));
            }
        }
        return json;
    }
}
