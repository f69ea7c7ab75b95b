package com.kaldrix.monitoring.metrics.kpi.queue;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.event.MalformedEvent;
import com.kaldrix.monitoring.common.event.MetricElection;
import com.kaldrix.monitoring.common.event.MetricWatch;
import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import tools.jackson.databind.JsonNode;

/** Reads what comes on the queue, raw or in the envelope of SNS. Never throws. */
final class HeardReader {
    private static final int LONGEST = 1 << 20;
    private static final String OURS = "com.kaldrix.";

    private final BoundedJson json = new BoundedJson(LONGEST);

    /** What another gateway said. */
    sealed interface Heard {}

    /** What it knows of a window. */
    record Partial(CloudEvent<KpiPartial> event) implements Heard {}

    /** Whom it elected. */
    record Election(MetricElection election) implements Heard {}

    /** What somebody wants to be watched. */
    record Watch(CloudEvent<MetricWatch> asked) implements Heard {}

    /** Nothing for us, and no fault either. */
    record Ignored() implements Heard {}

    /** Nothing that can be understood. */
    record Poison(String reason) implements Heard {}

    Heard read(SnsEnvelope.Unwrapped message) {
        return switch (message) {
            case SnsEnvelope.Message found -> read(found.message().body());
            case SnsEnvelope.Confirmation confirmation -> new Ignored();
            case SnsEnvelope.Malformed malformed -> new Poison(malformed.reason());
        };
    }

    private Heard read(String body) {
        try {
            JsonNode event = json.read(body);
            String type = CloudEvents.typeOf(event).orElse("");
            return switch (type) {
                case KpiPartial.TYPE -> new Partial(CloudEvents.read(event, KpiPartial.class));
                case MetricElection.TYPE ->
                    new Election(CloudEvents.read(event, MetricElection.class).data());
                case MetricWatch.TYPE -> new Watch(CloudEvents.read(event, MetricWatch.class));
                default ->
                    type.startsWith(OURS)
                            ? new Ignored()
                            : new Poison(
                                    "body is none of the suite's events" + (type.isEmpty() ? "" : ": type is " + type));
            };
        } catch (UnreadableJson e) {
            return new Poison("body " + e.getMessage());
        } catch (MalformedEvent e) {
            return new Poison(String.valueOf(e.getMessage()));
        }
    }
}
