package com.kaldrix.monitoring.anomaly.intake;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.MalformedEvent;
import com.kaldrix.monitoring.common.event.MetricBatch;
import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import tools.jackson.databind.JsonNode;

/** Reads what comes on a shard's queue, raw or in the envelope of SNS. Never throws. Free of state. */
final class BatchReader {
    private static final int LONGEST = 1 << 20;
    private static final String OURS = "com.kaldrix.";

    private final BoundedJson json = new BoundedJson(LONGEST);

    /** What a message is. */
    sealed interface Read {}

    /**
     * Windows of metrics.
     *
     * @param body the event as it came
     */
    record Batch(CloudEvent<MetricBatch> event, String body) implements Read {
        /** What makes a repetition the same. */
        String identity() {
            return event.source() + " " + event.id();
        }
    }

    /** Nothing for us, and no fault either. */
    record Ignored() implements Read {}

    /** Nothing that can be understood. */
    record Poison(String reason) implements Read {}

    Read read(SnsEnvelope.Unwrapped message) {
        return switch (message) {
            case SnsEnvelope.Message found -> read(found.message().body());
            case SnsEnvelope.Confirmation confirmation -> new Ignored();
            case SnsEnvelope.Malformed malformed -> new Poison(malformed.reason());
        };
    }

    private Read read(String body) {
        try {
            JsonNode event = json.read(body);
            String type = CloudEvents.typeOf(event).orElse("");
            if (type.equals(MetricBatch.TYPE)) {
                return batch(CloudEvents.read(event, MetricBatch.class), body);
            }
            return type.startsWith(OURS)
                    ? new Ignored()
                    : new Poison("body is none of the suite's events" + (type.isEmpty() ? "" : ": type is " + type));
        } catch (UnreadableJson e) {
            return new Poison("body " + e.getMessage());
        } catch (MalformedEvent e) {
            return new Poison(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new Poison("body cannot be read: " + e.getMessage());
        }
    }

    /** Labels are looked at now, so that what is kept can be read for certain. */
    private static Read batch(CloudEvent<MetricBatch> event, String body) {
        MetricBatch batch = event.data();
        for (int place = 0; place < batch.size(); place++) {
            if (batch.window(place).labels().find("__name__").isEmpty()) {
                return new Poison("data.labels: series " + place + " has no name");
            }
        }
        return new Batch(event, body);
    }
}
