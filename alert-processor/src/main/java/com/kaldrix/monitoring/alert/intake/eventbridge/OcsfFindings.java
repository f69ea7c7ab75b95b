package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Times;
import com.kaldrix.monitoring.alert.intake.aws.AwsLabels;
import com.kaldrix.monitoring.alert.intake.aws.Console;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Findings of the newer Security Hub in OCSF (AWS Security Hub User Guide, "OCSF findings in Security Hub"; OCSF 1.6, classes
 * of the category Findings). A finding is over when its status is suppressed, resolved or archived, when it was closed, or
 * when its check passes.
 */
final class OcsfFindings implements EventReader {
    private static final Set<String> CLOSED = Set.of("suppressed", "resolved", "archived", "deleted");
    /** {@code status_id}: 3 suppressed, 4 resolved, 5 archived, 6 deleted. */
    private static final Set<String> CLOSED_IDS = Set.of("3", "4", "5", "6");

    private static final String CLOSE_ACTIVITY = "3";

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.securityhub") && detailType.equals("Findings Imported V2");
    }

    @Override
    public Reading read(EventBridgeEvent event) {
        return Findings.each(event, finding -> alert(event, finding));
    }

    private static IncomingAlert alert(EventBridgeEvent event, JsonFields finding) {
        JsonFields info = finding.object("finding_info");
        String id = info.text("uid");
        Region region = finding.glance("cloud", "region").flatMap(Region::find).orElse(event.region());
        Optional<String> product = finding.glance("metadata", "product", "name");
        String kind = finding.glance("compliance", "control")
                .or(() -> info.glance("types", 0))
                .or(() -> product)
                .orElse("SecurityHubFinding");
        return new Finding(
                        "securityhub",
                        kind,
                        region,
                        finding.glance("cloud", "account", "uid").orElse(event.account()),
                        id)
                .derive(AwsLabels.SEVERITY, severity(finding))
                .derive("product", product)
                .derive("resource_type", finding.glance("resources", 0, "type"))
                .say(AwsLabels.SUMMARY, info.glance("title"))
                .say(AwsLabels.DESCRIPTION, info.glance("desc"))
                .say("resource", finding.glance("resources", 0, "uid"))
                .alert(
                        time(info, "first_seen_time")
                                .or(() -> time(info, "created_time"))
                                .orElse(null),
                        event.time(),
                        over(finding),
                        Console.securityHub(region));
    }

    /** OCSF writes a time as milliseconds, and with {@code _dt} as RFC 3339. */
    private static Optional<Instant> time(JsonFields fields, String name) {
        return fields.glance(name + "_dt").or(() -> fields.glance(name)).flatMap(Times::find);
    }

    private static boolean over(JsonFields finding) {
        return CLOSED.contains(finding.find("status").orElse("").toLowerCase(Locale.ROOT))
                || CLOSED_IDS.contains(finding.find("status_id").orElse(""))
                || finding.find("activity_id").orElse("").equals(CLOSE_ACTIVITY)
                || finding.glance("compliance", "status").orElse("").equalsIgnoreCase("pass");
    }

    private static Optional<String> severity(JsonFields finding) {
        return switch (finding.find("severity_id").orElse("")) {
            case "1" -> Optional.of("informational");
            case "2" -> Optional.of("low");
            case "3" -> Optional.of("medium");
            case "4" -> Optional.of("high");
            case "5", "6" -> Optional.of("critical");
            default -> finding.find("severity").map(text -> text.toLowerCase(Locale.ROOT));
        };
    }
}
