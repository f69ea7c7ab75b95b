package com.kaldrix.monitoring.compliance.score;

/** What is known of a requirement. */
public enum Evidence {
    PASSED,
    FAILED,
    /** Some checks could not be made, and none failed. */
    UNKNOWN,
    /** There is nothing that speaks for it or against it; never taken for passed. */
    NO_DATA
}
