package com.kaldrix.monitoring.compliance.collect.guardduty;

import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Places;
import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.collect.event.Times;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Findings of GuardDuty. What it found stands until it is archived. The account is the finding's, not that of the administrator who sees it as well.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html">GuardDuty, EventBridge</a>
 */
public final class GuardDutyFindings implements EventReader {
    private static final double FROM_CRITICAL = 9;
    private static final double FROM_HIGH = 7;
    private static final double FROM_MEDIUM = 4;

    @Override
    public String name() {
        return "guardduty";
    }

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.guardduty") && detailType.equals("GuardDuty Finding");
    }

    @Override
    public Collected read(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        if (detail.glance("service", "additionalInfo", "sample").orElse("").equals("true")) {
            return new Collected.Ignored("a sample finding");
        }
        String type = detail.text("type");
        Verdict found = Verdict.of(ComplianceStatus.FAILED);
        boolean archived = detail.glance("service", "archived").orElse("").equals("true");
        return Collected.Findings.of(new Sighting(
                        new Origin(Source.GUARD_DUTY, detail.text("id")),
                        Places.account(detail, "accountId"),
                        Places.findRegion(detail, "region").orElseGet(event::region),
                        Control.of(Namespace.GUARD_DUTY, type),
                        GuardDutyResources.of(detail))
                .finding(
                        detail.glance("title").orElse(""),
                        severity(detail),
                        archived ? found.archived() : found,
                        seen(detail, event.time()),
                        FindingClues.none().withTypes(new FindingType(Namespace.GUARD_DUTY, type))));
    }

    /** Bands of the User Guide, "Severity levels of GuardDuty findings". */
    private static FindingSeverity severity(JsonFields detail) {
        OptionalDouble severity = detail.findNumber("severity");
        if (severity.isEmpty()) {
            return FindingSeverity.UNRATED;
        }
        double value = severity.getAsDouble();
        if (value >= FROM_CRITICAL) {
            return FindingSeverity.CRITICAL;
        }
        if (value >= FROM_HIGH) {
            return FindingSeverity.HIGH;
        }
        return value >= FROM_MEDIUM ? FindingSeverity.MEDIUM : FindingSeverity.LOW;
    }

    private static Seen seen(JsonFields detail, Instant told) {
        Instant updated = detail.findTime("updatedAt").orElse(told);
        Instant first = time(detail, "eventFirstSeen")
                .or(() -> detail.findTime("createdAt"))
                .orElse(updated);
        return new Seen(first, time(detail, "eventLastSeen").orElse(updated), updated, told);
    }

    private static Optional<Instant> time(JsonFields detail, String name) {
        return detail.glance("service", name).flatMap(Times::find);
    }
}
