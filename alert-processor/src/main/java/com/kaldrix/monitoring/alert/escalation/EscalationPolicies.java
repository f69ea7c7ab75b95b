package com.kaldrix.monitoring.alert.escalation;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.util.List;
import java.util.Optional;

/**
 * The policies in the order of the file.
 *
 * @param all in order; empty when nothing escalates
 */
public record EscalationPolicies(List<EscalationPolicy> all) {
    public static final EscalationPolicies NONE = new EscalationPolicies(List.of());

    public EscalationPolicies {
        all = List.copyOf(all);
    }

    /**
     * The first policy that covers an alert; empty when it does not escalate.
     *
     * @param routingLabels what routes see of the alert
     */
    public Optional<EscalationPolicy> find(Labels routingLabels, Severity severity) {
        return all.stream()
                .filter(policy -> policy.covers(routingLabels, severity))
                .findFirst();
    }

    /** The policy of this name. */
    public Optional<EscalationPolicy> named(String name) {
        return all.stream().filter(policy -> policy.name().equals(name)).findFirst();
    }
}
