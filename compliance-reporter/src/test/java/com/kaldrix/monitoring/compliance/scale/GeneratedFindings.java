package com.kaldrix.monitoring.compliance.scale;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Findings as Security Hub sends them for many resources: every control of its table, ten accounts, three regions; the same ones for the same seed. */
public final class GeneratedFindings {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String[] REGIONS = {"us-east-1", "us-west-2", "eu-west-1"};
    private static final SecurityHubControls TABLE = SecurityHubControls.shipped();
    private static final List<String> CONTROLS = TABLE.ids().stream().sorted().toList();

    private final Random random;

    public GeneratedFindings(long seed) {
        this.random = new Random(seed);
    }

    /** The one of this number: control, account and region follow from it; how it stands, from chance. */
    public Finding next(int number) {
        return of(number, NOON, status());
    }

    private ComplianceStatus status() {
        int chance = random.nextInt(100);
        return chance < 78
                ? ComplianceStatus.PASSED
                : chance < 96
                        ? ComplianceStatus.FAILED
                        : chance < 98 ? ComplianceStatus.WARNING : ComplianceStatus.NOT_AVAILABLE;
    }

    /** The same one at another time and as it stands then. */
    public Finding of(int number, Instant at, ComplianceStatus status) {
        String control = CONTROLS.get(number % CONTROLS.size());
        String account = "2000000000%02d".formatted(number / CONTROLS.size() % 10);
        String region = REGIONS[number / CONTROLS.size() / 10 % REGIONS.length];
        String service = control.substring(0, control.indexOf('.'));
        int chance = random.nextInt(100);
        return new Finding(
                new FindingKey(
                        account,
                        region,
                        Control.of(Namespace.SECURITY_HUB, control),
                        "arn:aws:%s:%s:%s:thing/%08x"
                                .formatted(service.toLowerCase(Locale.ROOT), region, account, number)),
                new Origin(
                        Source.SECURITY_HUB,
                        "arn:aws:securityhub:%s:%s:security-control/%s/finding/%032x"
                                .formatted(region, account, control, number)),
                "AWS::" + service + "::Thing",
                "What " + control + " asks for should be so",
                status == ComplianceStatus.PASSED
                        ? FindingSeverity.INFORMATIONAL
                        : TABLE.severityOf(control)
                                .flatMap(FindingSeverity::find)
                                .orElse(FindingSeverity.MEDIUM),
                new Verdict(
                        status,
                        chance < 2 ? WorkflowStatus.SUPPRESSED : WorkflowStatus.NEW,
                        chance >= 98 ? RecordState.ARCHIVED : RecordState.ACTIVE),
                new Seen(NOON.minusSeconds(86_400), at, at, at.plusSeconds(1)),
                FindingClues.none()
                        .withControl(control)
                        .withAssociatedStandards(
                                "standards/aws-foundational-security-best-practices/v/1.0.0",
                                "standards/pci-dss/v/4.0.1")
                        .withRelatedRequirements("PCI DSS v4.0.1/1.3.1"));
    }
}
