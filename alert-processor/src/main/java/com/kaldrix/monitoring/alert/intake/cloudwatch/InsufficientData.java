package com.kaldrix.monitoring.alert.intake.cloudwatch;

/** What it means when a CloudWatch alarm goes to the state INSUFFICIENT_DATA. */
public enum InsufficientData {
    /** Nothing: what fired goes on firing until the alarm says OK, what did not fire does not begin to. The default. */
    KEEP,
    /** Trouble: who cannot see cannot say that all is well. */
    FIRE,
    /** The end of the trouble. */
    RESOLVE
}
