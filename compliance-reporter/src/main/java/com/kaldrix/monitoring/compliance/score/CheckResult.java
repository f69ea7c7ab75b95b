package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;

/** What one finding adds to the status of its control. */
public record CheckResult(ComplianceStatus compliance, WorkflowStatus workflow, RecordState record) {
    /** A current finding that nobody has looked at. */
    public static CheckResult of(ComplianceStatus compliance) {
        return new CheckResult(compliance, WorkflowStatus.NEW, RecordState.ACTIVE);
    }

    /** Whether it counts: archived and suppressed ones do not. */
    public boolean counts() {
        return record == RecordState.ACTIVE && workflow != WorkflowStatus.SUPPRESSED;
    }
}
