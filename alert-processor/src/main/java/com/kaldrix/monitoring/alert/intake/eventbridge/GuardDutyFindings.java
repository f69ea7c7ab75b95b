package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Times;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.alert.intake.aws.AwsLabels;
import com.kaldrix.monitoring.alert.intake.aws.Console;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * GuardDuty findings (Amazon GuardDuty User Guide, "Processing GuardDuty findings with Amazon EventBridge"). GuardDuty sends a
 * finding again when it happens again, and nothing when somebody archives it: a finding fires until it comes archived or
 * somebody resolves it here. The account is the finding's, not that of the administrator who sees it as well.
 */
final class GuardDutyFindings implements EventReader {
    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.guardduty") && detailType.equals("GuardDuty Finding");
    }

    @Override
    public Reading read(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        String id = detail.text("id");
        Instant first = detail.glance("service", "eventFirstSeen")
                .or(() -> detail.glance("createdAt"))
                .flatMap(Times::find)
                .orElse(null);
        boolean archived = detail.glance("service", "archived").orElse("").equals("true");
        return Reading.Alerts.of(new Finding(
                        "guardduty",
                        detail.text("type"),
                        event.region(),
                        detail.find("accountId").orElse(event.account()),
                        id)
                .derive(AwsLabels.SEVERITY, Optional.of(severity(detail)))
                .derive("resource_type", detail.glance("resource", "resourceType"))
                .say(AwsLabels.SUMMARY, detail.glance("title"))
                .say(AwsLabels.DESCRIPTION, detail.glance("description"))
                .say("count", detail.glance("service", "count"))
                .say("resource", detail.glance("resource", "instanceDetails", "instanceId"))
                .alert(first, event.time(), archived, Console.guardDuty(event.region(), id)));
    }

    /** Bands of the User Guide, "Severity levels of GuardDuty findings". */
    private static String severity(JsonFields detail) {
        double severity = detail.findNumber("severity")
                .orElseThrow(() -> new UnreadableField(detail.path("severity"), "is missing"));
        if (severity >= 9) {
            return "critical";
        }
        if (severity >= 7) {
            return "high";
        }
        return severity >= 4 ? "medium" : "low";
    }
}
