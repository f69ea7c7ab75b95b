package com.kaldrix.monitoring.compliance.collect;

import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import com.kaldrix.monitoring.common.messaging.InboundMessage;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.compliance.collect.accessanalyzer.AccessAnalyzerFindings;
import com.kaldrix.monitoring.compliance.collect.cloudtrail.CloudTrailEvents;
import com.kaldrix.monitoring.compliance.collect.config.ConfigEvaluations;
import com.kaldrix.monitoring.compliance.collect.config.ConfigurationChanges;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.Storable;
import com.kaldrix.monitoring.compliance.collect.event.UnreadableField;
import com.kaldrix.monitoring.compliance.collect.guardduty.GuardDutyFindings;
import com.kaldrix.monitoring.compliance.collect.inspector.InspectorFindings;
import com.kaldrix.monitoring.compliance.collect.macie.MacieFindings;
import com.kaldrix.monitoring.compliance.collect.securityhub.AsffFindings;
import com.kaldrix.monitoring.compliance.collect.securityhub.OcsfFindings;
import com.kaldrix.monitoring.compliance.collect.suite.SuiteEvents;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Gives each message of the queue to the reader of its kind: the suite's own events by their type, events of EventBridge by source and detail type.
 * Never throws. Free of state, so any number of threads may use it.
 */
public final class Dispatcher {
    /** Longest body that is read, in characters; a queue carries no more than 1 MiB. */
    static final int MAX_LENGTH = 1 << 20;

    private static final int BRIEF = 80;

    private final List<EventReader> readers;
    private final BoundedJson json = new BoundedJson(MAX_LENGTH);

    Dispatcher(List<EventReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /**
     * A dispatcher to all readers that the suite has.
     *
     * @param names what controls are called
     */
    public static Dispatcher toAll(ControlNames names) {
        return new Dispatcher(List.of(
                new AsffFindings(names),
                new OcsfFindings(names),
                new GuardDutyFindings(),
                new MacieFindings(),
                new InspectorFindings(),
                new ConfigEvaluations(names),
                new ConfigurationChanges(),
                new AccessAnalyzerFindings(),
                new CloudTrailEvents()));
    }

    /** What came out of {@link SnsEnvelope#unwrap}. */
    public Collected read(SnsEnvelope.Unwrapped unwrapped) {
        return switch (unwrapped) {
            case SnsEnvelope.Message found -> read(found.message());
            case SnsEnvelope.Confirmation found ->
                new Collected.Ignored(found.type() + " of topic " + found.topicArn());
            case SnsEnvelope.Malformed found -> new Collected.Poison(found.reason());
        };
    }

    /** What a message brought. */
    public Collected read(InboundMessage message) {
        if (message.isOwnNotification()) {
            return new Collected.Ignored("one of our own notifications");
        }
        JsonNode body;
        try {
            body = json.read(message.body());
        } catch (UnreadableJson e) {
            return new Collected.Poison("body " + e.getMessage());
        }
        if (!body.isObject()) {
            return new Collected.Poison("body is no JSON object");
        }
        if (SuiteEvents.recognises(body)) {
            return guarded("suite", () -> SuiteEvents.read(body));
        }
        if (EventBridgeEvent.recognises(body)) {
            return guarded("eventbridge", () -> dispatch(EventBridgeEvent.of(body)));
        }
        return new Collected.Poison(
                "body has no detail-type, no source with detail, and no specversion: nobody knows this shape");
    }

    private Collected dispatch(EventBridgeEvent event) {
        String source = event.source();
        String detailType = event.detailType();
        for (EventReader reader : readers) {
            if (reader.reads(source, detailType)) {
                return guarded(reader.name(), () -> reader.read(event));
            }
        }
        return new Collected.Ignored(
                "'" + brief(detailType) + "' of " + brief(source) + " is nothing that is collected");
    }

    private static Collected guarded(String name, Supplier<Collected> reading) {
        try {
            return reading.get();
        } catch (UnreadableField | IllegalArgumentException e) {
            return new Collected.Poison(Storable.text(name + ": " + e.getMessage()));
        } catch (RuntimeException e) {
            return new Collected.Poison(Storable.text(name + ": fails with " + e));
        }
    }

    private static String brief(String text) {
        return text.length() > BRIEF ? text.substring(0, BRIEF) + "…" : text;
    }
}
