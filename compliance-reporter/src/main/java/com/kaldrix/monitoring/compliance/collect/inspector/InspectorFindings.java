package com.kaldrix.monitoring.compliance.collect.inspector;

import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Places;
import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.collect.event.UnreadableField;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import java.time.Instant;

/**
 * Findings of Inspector. Each vulnerability of a resource is a finding of its own; one that is closed was mended, or its resource is gone.
 *
 * @see <a href="https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html">Inspector, EventBridge event schema</a>
 */
public final class InspectorFindings implements EventReader {
    private static final String PACKAGE = "PACKAGE_VULNERABILITY";

    private enum Status {
        ACTIVE,
        SUPPRESSED,
        CLOSED
    }

    @Override
    public String name() {
        return "inspector";
    }

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.inspector2") && detailType.equals("Inspector2 Finding");
    }

    @Override
    public Collected read(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        String type = detail.text("type");
        JsonFields resource = detail.objects("resources").stream()
                .findFirst()
                .orElseThrow(() -> new UnreadableField(detail.path("resources"), "is missing or empty"));
        String arn = detail.text("findingArn");
        String region = Places.findRegion(resource, "region")
                .or(() -> Places.regionOf(arn))
                .orElseGet(event::region);
        return Collected.Findings.of(new Sighting(
                        new Origin(Source.INSPECTOR, arn),
                        Places.account(detail, "awsAccountId"),
                        region,
                        Control.of(Namespace.INSPECTOR, control(detail, type)),
                        new Sighting.Resource(
                                resource.text("id"), resource.glance("type").orElse("")))
                .finding(
                        detail.glance("title").orElse(""),
                        detail.glance("severity").flatMap(FindingSeverity::find).orElse(FindingSeverity.UNRATED),
                        verdict(detail),
                        seen(detail, event.time()),
                        FindingClues.none().withTypes(new FindingType(Namespace.INSPECTOR, type))));
    }

    private static String control(JsonFields detail, String type) {
        return type.equals(PACKAGE)
                ? type + "/" + detail.object("packageVulnerabilityDetails").text("vulnerabilityId")
                : type;
    }

    private static Verdict verdict(JsonFields detail) {
        Status status = detail.findConstant("status", Status.class).orElse(Status.ACTIVE);
        return new Verdict(
                ComplianceStatus.FAILED,
                status == Status.SUPPRESSED ? WorkflowStatus.SUPPRESSED : WorkflowStatus.NEW,
                status == Status.CLOSED ? RecordState.ARCHIVED : RecordState.ACTIVE);
    }

    private static Seen seen(JsonFields detail, Instant told) {
        Instant updated = detail.findTime("updatedAt")
                .or(() -> detail.findTime("lastObservedAt"))
                .orElse(told);
        return new Seen(
                detail.findTime("firstObservedAt").orElse(updated),
                detail.findTime("lastObservedAt").orElse(updated),
                updated,
                told);
    }
}
