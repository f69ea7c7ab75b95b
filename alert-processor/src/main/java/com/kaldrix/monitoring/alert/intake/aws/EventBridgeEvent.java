package com.kaldrix.monitoring.alert.intake.aws;

import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An event of EventBridge (Amazon EventBridge User Guide, "Event structure").
 *
 * @param source such as {@code aws.guardduty}
 * @param detailType such as {@code GuardDuty Finding}
 * @param account the account that the event comes from
 * @param region where it comes from
 * @param time when it happened
 * @param resources ARNs, or whatever else the service puts there
 * @param detail what the service says
 */
public record EventBridgeEvent(
        String source,
        String detailType,
        String account,
        Region region,
        Instant time,
        List<String> resources,
        JsonFields detail) {

    /** Whether the body is such an event, to judge by the two fields that say what it is about. */
    public static boolean recognises(JsonNode body) {
        return body.path("detail-type").isString() && body.path("source").isString();
    }

    /** @throws UnreadableField if something is missing or of the wrong kind */
    public static EventBridgeEvent read(JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        List<String> resources = fields.texts("resources");
        return new EventBridgeEvent(
                fields.text("source"),
                fields.text("detail-type"),
                fields.text("account"),
                Region.find(fields.text("region"))
                        .or(() -> regionOf(resources))
                        .orElseThrow(() -> new UnreadableField("region", "is no region code")),
                fields.time("time"),
                resources,
                fields.object("detail"));
    }

    private static Optional<Region> regionOf(List<String> resources) {
        return resources.stream()
                .flatMap(resource -> Arn.find(resource).stream())
                .flatMap(arn -> Optional.ofNullable(arn.region()).stream())
                .findFirst();
    }
}
