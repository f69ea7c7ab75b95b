package com.kaldrix.monitoring.compliance.collect.config;

import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Places;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChange;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChange.Kind;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChange.PropertyChange;
import com.kaldrix.monitoring.compliance.finding.ResourceIds;
import java.util.List;
import java.util.Optional;

/**
 * What AWS Config saw change, before and after. Of an item that is too large for an event there is a summary, and the place where the rest is.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/example-sns-notification.html">AWS Config, configuration item change
 *     notification</a>
 */
public final class ConfigurationChanges implements EventReader {
    private enum Change {
        CREATE,
        UPDATE,
        DELETE
    }

    @Override
    public String name() {
        return "config";
    }

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.config") && detailType.equals("Config Configuration Item Change");
    }

    @Override
    public Collected read(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        Optional<JsonFields> summary = detail.findObject("configurationItemSummary");
        JsonFields item = summary.or(() -> detail.findObject("configurationItem"))
                .orElseThrow(() -> detail.without(List.of("configurationItem", "configurationItemSummary")));
        String account = Places.account(item, "awsAccountId");
        String region = Places.findRegion(item, "awsRegion").orElseGet(event::region);
        String type = item.text("resourceType");
        String id = item.glance("ARN").orElseGet(() -> item.text("resourceId"));
        return new Collected.Changed(new ConfigurationChange(
                new ConfigurationChange.Subject(
                        account, region, ResourceIds.of(id, type, account, region), ResourceIds.type(type)),
                kind(detail, item),
                item.findTime("configurationItemCaptureTime").orElseGet(event::time),
                item.glance("configurationStateId").orElse(""),
                properties(detail),
                summary.isEmpty()
                        ? ""
                        : detail.glance("s3DeliverySummary", "s3BucketLocation")
                                .map(place -> "s3://" + place)
                                .orElse("not delivered"),
                item.texts("relatedEvents")));
    }

    private static Kind kind(JsonFields detail, JsonFields item) {
        String status = item.glance("configurationItemStatus").orElse("");
        Optional<Change> change = detail.findObject("configurationItemDiff")
                .flatMap(diff -> diff.findConstant("changeType", Change.class))
                .or(() -> item.findConstant("changeType", Change.class));
        if (change.isPresent()) {
            return switch (change.get()) {
                case CREATE -> Kind.CREATED;
                case UPDATE -> Kind.UPDATED;
                case DELETE -> Kind.DELETED;
            };
        }
        return switch (status) {
            case "ResourceDiscovered" -> Kind.CREATED;
            case "ResourceDeleted", "ResourceDeletedNotRecorded" -> Kind.DELETED;
            case "OK" -> Kind.UPDATED;
            default -> throw item.missing("configurationItemStatus");
        };
    }

    private static List<PropertyChange> properties(JsonFields detail) {
        return detail.findObject("configurationItemDiff")
                .flatMap(diff -> diff.findObject("changedProperties"))
                .map(changed -> changed.members().entrySet().stream()
                        .map(member -> new PropertyChange(
                                member.getKey(),
                                member.getValue().json("previousValue"),
                                member.getValue().json("updatedValue")))
                        .toList())
                .orElse(List.of());
    }
}
