package com.kaldrix.monitoring.compliance.mapping;

/** The ways from a finding to requirements, in the order in which they are gone. */
public enum Step {
    /** The finding names the requirement, or a standard in which its control is one. */
    STATED,
    /** By the control of Security Hub. */
    CONTROL,
    /** By the rule of AWS Config. */
    CONFIG_RULE,
    /** By the type of the finding. */
    TYPE,
    /** By a check of the suite's own. */
    OWN_CHECK
}
