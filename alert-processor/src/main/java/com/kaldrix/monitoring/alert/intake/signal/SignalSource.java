package com.kaldrix.monitoring.alert.intake.signal;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Source;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.alert.notice.IncomingNotice;
import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.AlertSignal.Status;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.MalformedEvent;
import com.kaldrix.monitoring.common.event.Notice;
import com.kaldrix.monitoring.common.event.RemediationRequest;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.messaging.InboundMessage;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The suite's own events: an alert signal is an alert, a notice is a notice, a remediation request asks for one; any other that strays onto this queue is none. Severity, component and
 * the producer's region are derived labels, for the contract makes name and labels alone the identity.
 */
public final class SignalSource implements Source {
    private static final String OURS = "com.kaldrix.";

    @Override
    public String name() {
        return "signal";
    }

    @Override
    public boolean recognises(JsonNode body) {
        return CloudEvents.typeOf(body).filter(type -> type.startsWith(OURS)).isPresent();
    }

    @Override
    public Reading read(JsonNode body, InboundMessage message) {
        String type = CloudEvents.typeOf(body).orElse("");
        if (type.equals(Notice.TYPE)) {
            return notice(body);
        }
        if (type.equals(RemediationRequest.TYPE)) {
            return request(body);
        }
        if (!type.equals(AlertSignal.TYPE)) {
            return type.startsWith("com.kaldrix.alert.signal.")
                    ? new Reading.Poison("type " + type + " is a version of the alert signal that is not known here")
                    : new Reading.Ignored("event of type " + type);
        }
        try {
            return Reading.Alerts.of(alert(CloudEvents.read(body, AlertSignal.class), message));
        } catch (MalformedEvent e) {
            throw new UnreadableField(e.attribute(), e.problem());
        }
    }

    private static Reading request(JsonNode body) {
        try {
            return new Reading.Asked(
                    CloudEvents.read(body, RemediationRequest.class).data());
        } catch (MalformedEvent e) {
            throw new UnreadableField(e.attribute(), e.problem());
        }
    }

    private static Reading notice(JsonNode body) {
        try {
            CloudEvent<Notice> event = CloudEvents.read(body, Notice.class);
            Notice notice = event.data();
            Labels labels =
                    notice.labels().with(Labels.ALERTNAME, notice.name()).with("component", notice.component());
            notice.links().forEach(SignalSource::checkLink);
            return new Reading.Told(new IncomingNotice(
                    notice.title(),
                    notice.text(),
                    event.region() == null
                            ? labels
                            : labels.with("region", event.region().code()),
                    notice.links(),
                    notice.at()));
        } catch (MalformedEvent e) {
            throw new UnreadableField(e.attribute(), e.problem());
        }
    }

    private static void checkLink(String name, String url) {
        boolean address;
        try {
            address = URI.create(url).isAbsolute();
        } catch (IllegalArgumentException e) {
            address = false;
        }
        if (!address) {
            throw new UnreadableField("data.links." + name, "is no address");
        }
    }

    private static IncomingAlert alert(CloudEvent<AlertSignal> event, InboundMessage message) {
        AlertSignal signal = event.data();
        Map<String, String> derived = new HashMap<>();
        derived.put("component", signal.component());
        if (signal.severity() != null) {
            derived.put("severity", signal.severity().name());
        }
        if (event.region() != null) {
            derived.put("region", event.region().code());
        }
        return new IncomingAlert(
                        "signal",
                        signal.identity(),
                        signal.annotations(),
                        signal.startsAt(),
                        end(event, message),
                        Objects.requireNonNullElse(signal.link(), ""))
                .withDerived(Labels.of(derived))
                .heldUntilResolved(event.time());
    }

    private static @Nullable Instant end(CloudEvent<AlertSignal> event, InboundMessage message) {
        AlertSignal signal = event.data();
        if (signal.endsAt() != null || signal.status() == Status.FIRING) {
            return signal.endsAt();
        }
        Instant told = event.time() != null ? event.time() : message.sentAt();
        return told == null || told.isBefore(signal.startsAt()) ? signal.startsAt() : told;
    }
}
