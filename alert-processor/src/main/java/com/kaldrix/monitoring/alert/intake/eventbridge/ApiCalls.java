package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.change.Change;
import com.kaldrix.monitoring.alert.change.Change.Place;
import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Source;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import com.kaldrix.monitoring.common.messaging.InboundMessage;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Calls of AWS that change something, as CloudTrail records them (AWS CloudTrail User Guide, "CloudTrail record contents"; EventBridge
 * detail type {@code AWS API Call via CloudTrail}). They are changes and no alerts; a mapping that takes them comes first.
 */
public final class ApiCalls implements Source {
    static final String DETAIL_TYPE = "AWS API Call via CloudTrail";
    private static final int TITLE = 300;

    @Override
    public String name() {
        return "cloudtrail";
    }

    @Override
    public boolean recognises(JsonNode body) {
        return EventBridgeEvent.recognises(body)
                && body.path("detail-type").stringValue("").equals(DETAIL_TYPE);
    }

    @Override
    public Reading read(JsonNode body, InboundMessage message) {
        EventBridgeEvent event = EventBridgeEvent.read(body);
        JsonFields detail = event.detail();
        String call = detail.text("eventName");
        if (detail.has("readOnly") && detail.flag("readOnly")) {
            return new Reading.Ignored(call + " only reads");
        }
        if (detail.has("errorCode")) {
            return new Reading.Ignored(call + " failed, and changed nothing");
        }
        String service = detail.text("eventSource").replace(".amazonaws.com", "");
        String by = who(detail);
        Instant at = detail.findTime("eventTime").orElse(event.time());
        String title = call + " of " + service + (by.isEmpty() ? "" : " by " + by);
        return new Reading.Changed(Change.of(
                "cloudtrail/"
                        + detail.find("eventID").orElseGet(() -> body.path("id").stringValue("")),
                "api-call",
                title.substring(0, Math.min(TITLE, title.length())),
                new Place(service, event.region().code()),
                by,
                at,
                ""));
    }

    /** The name of a user or a role's session; else the ARN; else the service that did it. */
    private static String who(JsonFields detail) {
        String arn = detail.glance("userIdentity", "arn")
                .or(() -> detail.glance("userIdentity", "invokedBy"))
                .orElse("");
        return detail.glance("userIdentity", "userName").orElse(arn.substring(arn.lastIndexOf('/') + 1));
    }
}
