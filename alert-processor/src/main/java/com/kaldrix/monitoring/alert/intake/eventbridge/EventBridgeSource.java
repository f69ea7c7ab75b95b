package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Source;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import com.kaldrix.monitoring.common.messaging.InboundMessage;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Events of EventBridge that one of the readers knows; any other is left to the mappings. */
public final class EventBridgeSource implements Source {
    private final List<EventReader> readers;

    /** @param others readers besides those for GuardDuty, Security Hub, Health, EKS and insights of CloudTrail */
    public EventBridgeSource(EventReader... others) {
        this.readers = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(others),
                        java.util.stream.Stream.of(
                                new GuardDutyFindings(),
                                new SecurityHubFindings(),
                                new OcsfFindings(),
                                new HealthEvents(),
                                new EksEvents(),
                                new InsightEvents()))
                .toList();
    }

    @Override
    public String name() {
        return "eventbridge";
    }

    @Override
    public boolean recognises(JsonNode body) {
        return EventBridgeEvent.recognises(body) && reader(body).isPresent();
    }

    @Override
    public Reading read(JsonNode body, InboundMessage message) {
        return reader(body).orElseThrow().read(EventBridgeEvent.read(body));
    }

    private Optional<EventReader> reader(JsonNode body) {
        String source = body.path("source").stringValue("");
        String detailType = body.path("detail-type").stringValue("");
        return readers.stream()
                .filter(reader -> reader.reads(source, detailType))
                .findFirst();
    }
}
