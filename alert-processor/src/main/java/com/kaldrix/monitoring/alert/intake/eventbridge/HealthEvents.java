package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.alert.intake.aws.AwsLabels;
import com.kaldrix.monitoring.alert.intake.aws.Console;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * AWS Health events (AWS Health User Guide, "AWS Health events Amazon EventBridge schema"). The region and account are those
 * that are affected: the envelope's are where the event was delivered, which for the backup copy and in an organisation are
 * others. What affects no one region says {@code global}. An upcoming change fires from the moment that it is announced, with its time as an annotation. What is no issue
 * and names its end is over then; an issue is over when AWS closes it.
 */
final class HealthEvents implements EventReader {
    private static final Set<String> STATUSES = Set.of("open", "closed", "upcoming");

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.health")
                && (detailType.equals("AWS Health Event") || detailType.equals("AWS Health Abuse Event"));
    }

    @Override
    public Reading read(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        String arn = detail.text("eventArn");
        String status = detail.find("statusCode").orElse("open");
        if (!STATUSES.contains(status)) {
            throw new UnreadableField(detail.path("statusCode"), "is none of open, closed and upcoming");
        }
        String affected = detail.glance("eventRegion").orElse(event.region().code());
        String category = detail.find("eventTypeCategory").orElse("");
        Instant asOf = detail.findTime("lastUpdatedTime").orElse(event.time());
        Optional<Instant> start = detail.findTime("startTime");
        Optional<Instant> end = detail.findTime("endTime");
        Labels labels = Labels.of(
                Labels.ALERTNAME,
                detail.text("eventTypeCode"),
                AwsLabels.REGION,
                affected,
                AwsLabels.ACCOUNT,
                detail.find("affectedAccount").orElse(event.account()),
                "event_arn",
                arn);
        Map<String, String> derived = new HashMap<>();
        detail.glance("service").ifPresent(text -> derived.put("service", text));
        derived.put("category", category);
        derived.put("health_status", status);
        detail.glance("actionability").ifPresent(text -> derived.put("actionability", text));
        return Reading.Alerts.of(new IncomingAlert(
                        "health",
                        labels,
                        words(detail, start, end),
                        start.filter(time -> !time.isAfter(asOf)).orElse(asOf),
                        end(status, category, end.orElse(null), asOf),
                        Console.health(Region.find(affected).orElse(event.region()), arn))
                .withDerived(Labels.of(derived))
                .heldUntilResolved(asOf));
    }

    private static @Nullable Instant end(String status, String category, @Nullable Instant end, Instant asOf) {
        if (status.equals("closed")) {
            return asOf;
        }
        return end != null && end.isAfter(asOf) && !category.equals("issue") ? end : null;
    }

    private static Map<String, String> words(JsonFields detail, Optional<Instant> start, Optional<Instant> end) {
        Map<String, String> words = new HashMap<>();
        words.put(
                AwsLabels.SUMMARY,
                detail.glance("service").orElse("AWS") + ": "
                        + detail.text("eventTypeCode").replace('_', ' '));
        detail.glance("eventDescription", 0, "latestDescription")
                .ifPresent(text -> words.put(AwsLabels.DESCRIPTION, text));
        detail.glance("affectedEntities", 0, "entityValue").ifPresent(text -> words.put("resource", text));
        start.ifPresent(time -> words.put("event_start", time.toString()));
        end.ifPresent(time -> words.put("event_end", time.toString()));
        return words;
    }
}
