package com.kaldrix.monitoring.compliance.finding;

/**
 * Who found it. A finding of GuardDuty that comes through Security Hub is GuardDuty's: the way that it came does not make it another one.
 */
public enum Source {
    /** A control of Security Hub, in ASFF or in OCSF. */
    SECURITY_HUB("securityhub"),
    GUARD_DUTY("guardduty"),
    MACIE("macie"),
    INSPECTOR("inspector"),
    CONFIG("config"),
    ACCESS_ANALYZER("accessanalyzer"),
    /** The suite itself. */
    KALDRIX("kaldrix"),
    /** Another product that writes its findings to Security Hub. */
    PRODUCT("product");

    private final String word;

    Source(String word) {
        this.word = word;
    }

    /** How it is written in metrics and reports, and before the colon of a control. */
    public String word() {
        return word;
    }
}
