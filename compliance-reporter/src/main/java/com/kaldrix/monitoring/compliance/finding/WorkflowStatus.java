package com.kaldrix.monitoring.compliance.finding;

/**
 * What people did about a finding.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Workflow.html">Security Hub API, Workflow</a>
 */
public enum WorkflowStatus {
    NEW,
    NOTIFIED,
    RESOLVED,
    /** Somebody decided that nothing is to be done; it does not count. */
    SUPPRESSED
}
