package com.kaldrix.monitoring.compliance.score;

/** By what a standard's score is cut into parts. */
public enum Cut {
    /** Not at all. */
    ALL,
    /** By the chapters of the standard. */
    DOMAIN,
    ACCOUNT,
    REGION,
    COMPONENT
}
