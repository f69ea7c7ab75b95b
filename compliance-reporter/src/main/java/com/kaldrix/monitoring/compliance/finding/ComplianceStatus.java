package com.kaldrix.monitoring.compliance.finding;

/**
 * What a check found.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Compliance.html">Security Hub API, Compliance</a>
 */
public enum ComplianceStatus {
    PASSED,
    FAILED,
    /** Some is missing, or the check does not apply as it is configured. */
    WARNING,
    /** The check could not be made: a service was down, or the rule had nothing to look at. */
    NOT_AVAILABLE
}
