package com.kaldrix.monitoring.compliance.score;

/**
 * How it stands with a control over all accounts and regions.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/controls-overall-status.html">Security Hub, control status</a>
 */
public enum ControlStatus {
    PASSED,
    FAILED,
    /** Some check could not be made, and none failed. */
    UNKNOWN,
    /** There is no finding that counts. */
    NO_DATA
}
