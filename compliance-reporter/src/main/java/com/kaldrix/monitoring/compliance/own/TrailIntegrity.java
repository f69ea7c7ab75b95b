package com.kaldrix.monitoring.compliance.own;

import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.compliance.audit.log.TrailCheck;
import com.kaldrix.monitoring.compliance.audit.verify.Verdict;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.framework.OwnCheck;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Has what the audit trail is judged as a finding, so that a trail that was altered fails requirements and tells people. */
@Component
public class TrailIntegrity {
    private static final OwnFindings.Subject TRAIL =
            new OwnFindings.Subject("audit-trail", "kaldrix", "Kaldrix::AuditTrail");

    private final TrailCheck trail;
    private final OwnFindings own;
    private final Findings findings;
    private final TransactionOperations transactions;
    private final Bell changes;
    private final Clock clock;

    TrailIntegrity(
            TrailCheck trail,
            OwnFindings own,
            Findings findings,
            TransactionOperations transactions,
            Bell findingBell,
            Clock clock) {
        this.trail = trail;
        this.own = own;
        this.findings = findings;
        this.transactions = transactions;
        this.changes = findingBell;
        this.clock = clock;
    }

    /** Reads the whole trail, and keeps what comes of it; nothing while nothing is signed. */
    public void judge() {
        trail.check().ifPresent(this::keep);
    }

    private void keep(Verdict verdict) {
        Instant now = clock.instant();
        Finding finding = own.of(
                OwnCheck.AUDIT_TRAIL_INTACT,
                TRAIL,
                verdict.isIntact(),
                FindingSeverity.CRITICAL,
                verdict.isIntact()
                        ? "The audit trail is as it was signed"
                        : "The audit trail is not as it was signed: "
                                + verdict.problems().getFirst(),
                new Seen(now, now, now, now));
        transactions.executeWithoutResult(status -> {
            if (!findings.take(List.of(finding), now).isEmpty()) {
                changes.ringAfterCommit();
            }
        });
    }
}
