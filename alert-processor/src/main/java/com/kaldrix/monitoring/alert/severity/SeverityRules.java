package com.kaldrix.monitoring.alert.severity;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Gives each alert a severity: the first rule that matches says it.
 *
 * @param rules in order
 * @param byDefault the severity of an alert that no rule knows
 */
public record SeverityRules(List<Rule> rules, Severity byDefault) {
    /**
     * What an alert gets that nobody has thought of: not silent (it is told, and pages when nobody takes it within the
     * first escalation step), and not as loud as an outage.
     */
    public static final Severity UNKNOWN = Severity.P2;

    /**
     * @param matchers which alerts
     * @param severity how bad those are
     */
    public record Rule(Matchers matchers, Severity severity) {}

    public SeverityRules {
        rules = List.copyOf(rules);
    }

    /** @param labels what is known of the alert, own labels and derived ones */
    public Severity of(Labels labels) {
        return find(labels).map(Rule::severity).orElse(byDefault);
    }

    /** The rule that decides; empty when the default does. */
    public Optional<Rule> find(Labels labels) {
        return rules.stream().filter(rule -> rule.matchers().matches(labels)).findFirst();
    }
}
