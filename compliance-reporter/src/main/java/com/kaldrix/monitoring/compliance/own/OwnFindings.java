package com.kaldrix.monitoring.compliance.own;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.OwnCheck;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;

/**
 * What checks of the suite's own come to where they are about the suite itself, under the account that it runs in.
 *
 * @param account 12 digits
 */
public record OwnFindings(String account) {
    private static final String EVERYWHERE = "global";

    /**
     * What is judged.
     *
     * @param kind the word before the identity, such as {@code incident}
     * @param id identity among its kind
     * @param type as findings name types
     */
    public record Subject(String kind, String id, String type) {}

    /**
     * A finding.
     *
     * @param title for people
     */
    public Finding of(
            OwnCheck check, Subject subject, boolean passed, FindingSeverity severity, String title, Seen seen) {
        return new Finding(
                new FindingKey(
                        account,
                        EVERYWHERE,
                        Control.of(Namespace.KALDRIX, check.word()),
                        subject.kind() + "/" + subject.id()),
                new Origin(Source.KALDRIX, check.word() + "/" + subject.id()),
                subject.type(),
                title,
                severity,
                Verdict.of(passed ? ComplianceStatus.PASSED : ComplianceStatus.FAILED),
                seen,
                FindingClues.none().withOwnCheck(check.word()));
    }
}
