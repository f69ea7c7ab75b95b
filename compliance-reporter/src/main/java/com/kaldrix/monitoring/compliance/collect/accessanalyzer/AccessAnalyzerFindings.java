package com.kaldrix.monitoring.compliance.collect.accessanalyzer;

import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Places;
import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Findings of IAM Access Analyzer: access from outside, from inside, and access that nobody uses. One that was resolved or deleted, or archived as
 * intended, is over; one that could not be analysed is not available. Their events say nothing of severity, except that public access is the worst.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html">IAM Access Analyzer, EventBridge</a>
 */
public final class AccessAnalyzerFindings implements EventReader {
    private static final Map<String, String> KINDS = Map.of(
            "Access Analyzer Finding", "ExternalAccess",
            "Internal Access Finding", "InternalAccess",
            "Unused Access Finding for IAM entities", "UnusedAccess");

    private enum Status {
        ACTIVE,
        ARCHIVED,
        RESOLVED
    }

    @Override
    public String name() {
        return "accessanalyzer";
    }

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.access-analyzer") && KINDS.containsKey(detailType);
    }

    @Override
    public Collected read(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        String id = detail.find("id")
                .or(() -> detail.find("findingId"))
                .orElseThrow(() -> detail.without(List.of("id", "findingId")));
        String kind = KINDS.getOrDefault(event.detailType(), event.detailType());
        Instant told = event.time();
        Instant updated = detail.findTime("updatedAt").orElse(told);
        return Collected.Findings.of(new Sighting(
                        new Origin(Source.ACCESS_ANALYZER, id),
                        Places.account(detail, "accountId"),
                        Places.findRegion(detail, "region").orElseGet(event::region),
                        new Control(Source.ACCESS_ANALYZER.word(), kind),
                        new Sighting.Resource(
                                detail.text("resource"),
                                detail.glance("resourceType").orElse("")))
                .finding(
                        title(detail, kind),
                        detail.flag("isPublic") ? FindingSeverity.HIGH : FindingSeverity.UNRATED,
                        verdict(detail),
                        new Seen(
                                detail.findTime("createdAt").orElse(updated),
                                detail.findTime("analyzedAt").orElse(updated),
                                updated,
                                told),
                        FindingClues.none()));
    }

    private static String title(JsonFields detail, String kind) {
        Optional<String> principal =
                detail.glance("principal", "AWS").or(() -> detail.glance("principal", "Federated"));
        String what = detail.glance("findingType").orElse(kind);
        return principal.map(who -> what + " by " + who).orElse(what);
    }

    private static Verdict verdict(JsonFields detail) {
        Status status = detail.findConstant("status", Status.class).orElseThrow(() -> detail.missing("status"));
        boolean over = status != Status.ACTIVE || detail.flag("isDeleted");
        return new Verdict(
                detail.has("error") ? ComplianceStatus.NOT_AVAILABLE : ComplianceStatus.FAILED,
                WorkflowStatus.NEW,
                over ? RecordState.ARCHIVED : RecordState.ACTIVE);
    }
}
