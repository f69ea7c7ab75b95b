package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Times;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.alert.intake.aws.AwsLabels;
import com.kaldrix.monitoring.alert.intake.aws.Console;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Findings of Security Hub CSPM in the AWS Security Finding Format (AWS Security Hub User Guide, "EventBridge event formats"
 * and "ASFF syntax"). A finding is over when its record is archived, its workflow is resolved or suppressed, or its check
 * passes. The moment is the event's, for {@code UpdatedAt} does not change with the workflow. Kind: the control where there is one, else the finding's first type, else its generator.
 */
final class SecurityHubFindings implements EventReader {
    private static final Set<String> CLOSED = Set.of("RESOLVED", "SUPPRESSED");

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.securityhub") && detailType.equals("Security Hub Findings - Imported");
    }

    @Override
    public Reading read(EventBridgeEvent event) {
        return Findings.each(event, finding -> alert(event, finding));
    }

    private static IncomingAlert alert(EventBridgeEvent event, JsonFields finding) {
        String id = finding.text("Id");
        Region region = finding.glance("Region").flatMap(Region::find).orElse(event.region());
        Instant first = finding.glance("FirstObservedAt")
                .or(() -> finding.glance("CreatedAt"))
                .flatMap(Times::find)
                .orElse(null);
        return new Finding(
                        "securityhub",
                        kind(finding),
                        region,
                        finding.find("AwsAccountId").orElse(event.account()),
                        id)
                .derive(AwsLabels.SEVERITY, severity(finding))
                .derive("product", finding.glance("ProductName"))
                .derive("resource_type", finding.glance("Resources", 0, "Type"))
                .say(AwsLabels.SUMMARY, finding.glance("Title"))
                .say(AwsLabels.DESCRIPTION, finding.glance("Description"))
                .say("resource", finding.glance("Resources", 0, "Id"))
                .say("remediation", finding.glance("Remediation", "Recommendation", "Url"))
                .alert(
                        first,
                        event.time(),
                        over(finding),
                        finding.glance("SourceUrl")
                                .filter(url -> url.startsWith("https://"))
                                .orElse(Console.securityHub(region)));
    }

    private static String kind(JsonFields finding) {
        return finding.glance("Compliance", "SecurityControlId")
                .or(() -> finding.glance("Types", 0))
                .or(() -> finding.glance("GeneratorId"))
                .orElseThrow(() -> new UnreadableField(finding.path("GeneratorId"), "is missing"));
    }

    private static boolean over(JsonFields finding) {
        String workflow = finding.findObject("Workflow")
                .flatMap(found -> found.find("Status"))
                .orElse("");
        String compliance = finding.findObject("Compliance")
                .flatMap(found -> found.find("Status"))
                .orElse("");
        return finding.find("RecordState").orElse("").equals("ARCHIVED")
                || CLOSED.contains(workflow)
                || compliance.equals("PASSED");
    }

    private static Optional<String> severity(JsonFields finding) {
        Optional<JsonFields> severity = finding.findObject("Severity");
        OptionalDouble normalized =
                severity.map(found -> found.findNumber("Normalized")).orElse(OptionalDouble.empty());
        return severity.flatMap(found -> found.find("Label"))
                .map(label -> label.toLowerCase(Locale.ROOT))
                .or(() -> normalized.isPresent() ? Optional.of(band(normalized.getAsDouble())) : Optional.empty());
    }

    /** ASFF, "Severity": what a normalized score means as a label. */
    private static String band(double normalized) {
        if (normalized >= 90) {
            return "critical";
        }
        if (normalized >= 70) {
            return "high";
        }
        if (normalized >= 40) {
            return "medium";
        }
        return normalized >= 1 ? "low" : "informational";
    }
}
