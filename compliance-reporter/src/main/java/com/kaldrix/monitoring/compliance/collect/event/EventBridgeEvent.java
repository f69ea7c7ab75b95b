package com.kaldrix.monitoring.compliance.collect.event;

import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An event of EventBridge. Its parts are read when they are asked for, so that an event is refused only for what its reader needs.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">EventBridge, event structure</a>
 */
public final class EventBridgeEvent {
    private final JsonFields fields;

    private EventBridgeEvent(JsonFields fields) {
        this.fields = fields;
    }

    /** Whether the body is such an event, if perhaps an incomplete one. */
    public static boolean recognises(JsonNode body) {
        boolean typed = body.path("detail-type").isString();
        boolean sourced = body.path("source").isString();
        return typed || (sourced && body.has("detail"));
    }

    /**
     * @param body one that {@link #recognises} has accepted
     */
    public static EventBridgeEvent of(JsonNode body) {
        return new EventBridgeEvent(JsonFields.of(body));
    }

    /** Such as {@code aws.guardduty}. */
    public String source() {
        return fields.text("source");
    }

    /** Such as {@code GuardDuty Finding}. */
    public String detailType() {
        return fields.text("detail-type");
    }

    /** Where the event comes from, 12 digits. */
    public String account() {
        return fields.text("account");
    }

    /** Where the event comes from. */
    public String region() {
        String region = fields.text("region");
        return Region.find(region)
                .map(Region::code)
                .orElseThrow(() -> new UnreadableField("region", "is no region code"));
    }

    /** When the event was made. */
    public Instant time() {
        return fields.time("time");
    }

    /** ARNs, or whatever else the service puts there. */
    public List<String> resources() {
        return fields.texts("resources");
    }

    /** What the service says. */
    public JsonFields detail() {
        return fields.object("detail");
    }
}
