package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.MalformedEvent;
import com.kaldrix.monitoring.common.event.RegionHeartbeat;
import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import tools.jackson.databind.JsonNode;

/** Reads what comes to the global view. */
final class GlobalEvents {
    private static final BoundedJson JSON = new BoundedJson(1 << 20);

    private GlobalEvents() {}

    /** What a message is. */
    sealed interface Reading {}

    record Happened(CloudEvent<AlertLifecycle> event) implements Reading {}

    record Alive(RegionHeartbeat beat) implements Reading {}

    /** Of no interest here. */
    record Ignored() implements Reading {}

    /** It cannot be read. */
    record Poison(String reason) implements Reading {}

    static Reading read(SnsEnvelope.Unwrapped unwrapped) {
        return switch (unwrapped) {
            case SnsEnvelope.Message found -> read(found.message().body());
            case SnsEnvelope.Confirmation confirmation -> new Ignored();
            case SnsEnvelope.Malformed found -> new Poison(found.reason());
        };
    }

    static Reading read(String body) {
        try {
            JsonNode json = JSON.read(body);
            return switch (CloudEvents.typeOf(json).orElse("")) {
                case AlertLifecycle.TYPE -> new Happened(CloudEvents.read(json, AlertLifecycle.class));
                case RegionHeartbeat.TYPE ->
                    new Alive(CloudEvents.read(json, RegionHeartbeat.class).data());
                case "" -> new Poison("it is no CloudEvent");
                default -> new Ignored();
            };
        } catch (UnreadableJson e) {
            return new Poison("body " + e.getMessage());
        } catch (MalformedEvent e) {
            return new Poison(String.valueOf(e.getMessage()));
        }
    }
}
