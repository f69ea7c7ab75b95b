package com.kaldrix.monitoring.alert.escalation;

/** The escalation policies of the configuration in force. */
@FunctionalInterface
public interface Policies {
    /** The policies; others after the configuration has been loaded anew. */
    EscalationPolicies current();
}
