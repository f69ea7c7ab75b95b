package com.kaldrix.monitoring.alert.intake.queue;

import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Source;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.alert.intake.cloudwatch.AlarmEvents;
import com.kaldrix.monitoring.alert.intake.cloudwatch.AlarmNotifications;
import com.kaldrix.monitoring.alert.intake.cloudwatch.InsufficientData;
import com.kaldrix.monitoring.alert.intake.eventbridge.ApiCalls;
import com.kaldrix.monitoring.alert.intake.eventbridge.EventBridgeSource;
import com.kaldrix.monitoring.alert.intake.mapping.JsonMapping;
import com.kaldrix.monitoring.alert.intake.mapping.MappingSource;
import com.kaldrix.monitoring.alert.intake.signal.SignalSource;
import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import com.kaldrix.monitoring.common.messaging.InboundMessage;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Makes alerts of whatever comes on the queue: the suite's own signals, CloudWatch notifications, EventBridge events, then what
 * the mappings describe, then calls of AWS that change something, in this order; the first source that recognises the shape reads it. Never throws. Free of state, so
 * any number of threads may use it.
 */
public final class MessageReader {
    /** Longest body that is read, in characters; a queue carries no more than 1 MiB. */
    static final int MAX_LENGTH = 1 << 20;

    private final List<Source> sources;
    private final BoundedJson json = new BoundedJson(MAX_LENGTH);

    MessageReader(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * A reader of all that the suite knows.
     *
     * @param mappings tried in their order
     * @param clock says when a message that carries no time came
     */
    public static MessageReader of(InsufficientData insufficientData, List<JsonMapping> mappings, Clock clock) {
        List<Source> sources = new ArrayList<>(List.of(
                new SignalSource(),
                new AlarmNotifications(insufficientData),
                new EventBridgeSource(new AlarmEvents(insufficientData))));
        mappings.forEach(mapping -> sources.add(new MappingSource(mapping, clock)));
        sources.add(new ApiCalls());
        return new MessageReader(sources);
    }

    /** What came out of {@link SnsEnvelope#unwrap}. */
    public Reading read(SnsEnvelope.Unwrapped unwrapped) {
        return switch (unwrapped) {
            case SnsEnvelope.Message found -> read(found.message());
            case SnsEnvelope.Confirmation found -> new Reading.Ignored(found.type() + " of topic " + found.topicArn());
            case SnsEnvelope.Malformed found -> new Reading.Poison(found.reason());
        };
    }

    public Reading read(InboundMessage message) {
        if (message.isOwnNotification()) {
            return new Reading.Ignored("one of our own notifications");
        }
        JsonNode body;
        try {
            body = json.read(message.body());
        } catch (UnreadableJson e) {
            return new Reading.Poison("body " + e.getMessage());
        }
        if (!body.isObject()) {
            return new Reading.Poison("body is no JSON object");
        }
        for (Source source : sources) {
            if (source.recognises(body)) {
                return read(source, body, message);
            }
        }
        return new Reading.Poison("no source and no mapping knows this shape" + hint(body));
    }

    private static Reading read(Source source, JsonNode body, InboundMessage message) {
        try {
            return source.read(body, message);
        } catch (UnreadableField | IllegalArgumentException e) {
            return new Reading.Poison(source.name() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            return new Reading.Poison(source.name() + ": fails with " + e);
        }
    }

    private static String hint(JsonNode body) {
        for (String name : List.of("detail-type", "type", "Type")) {
            String value = body.path(name).stringValue("");
            if (!value.isEmpty()) {
                return ": " + name + " is '" + value.substring(0, Math.min(80, value.length())) + "'";
            }
        }
        return "";
    }
}
