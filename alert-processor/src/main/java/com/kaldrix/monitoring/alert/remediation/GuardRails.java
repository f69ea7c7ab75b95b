package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What keeps a remediation from being begun. */
@Component
class GuardRails {
    private static final Duration HOUR = Duration.ofHours(1);

    private final RemediationRule.Configured configured;
    private final RemediationRows rows;
    private final RuleRows rules;
    private final Alerts alerts;
    private final RemediationProperties properties;

    GuardRails(
            RemediationRule.Configured configured,
            RemediationRows rows,
            RuleRows rules,
            Alerts alerts,
            RemediationProperties properties) {
        this.configured = configured;
        this.rows = rows;
        this.rules = rules;
        this.alerts = alerts;
        this.properties = properties;
    }

    Optional<RemediationRule> rule(String name) {
        return configured.get().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst();
    }

    /** Why nothing at all is done now; empty when nothing keeps it. */
    Optional<String> off() {
        if (!properties.enabled()) {
            return Optional.of("self-healing is switched off by kaldrix.remediation.enabled");
        }
        return rules.off().map(off -> "self-healing was switched off by " + off.by() + " at " + second(off.at()));
    }

    /**
     * Why this one is not begun now; empty when nothing keeps it. What it has looked at stays so until the caller's transaction
     * ends, so that two replicas cannot both find nothing in the way.
     */
    Optional<String> refuse(Remediation remediation, Instant now) {
        Optional<RemediationRule> rule = rule(remediation.rule());
        if (rule.isEmpty()) {
            return Optional.of("the configuration has no rule '" + remediation.rule() + "' any more");
        }
        rules.lock(remediation.rule());
        return off().or(() -> late(remediation, now))
                .or(() -> rules.stopped(remediation.rule())
                        .map(stopped -> "the rule stands still since " + second(stopped.at()) + ": " + stopped.reason()
                                + "; an administrator has to release it"))
                .or(() -> over(remediation, now))
                .or(() -> tooOften(remediation, rule.get().rails(), now))
                .or(() -> rows.holder(remediation.plan().target())
                        .map(other -> "remediation " + other + " holds "
                                + remediation.plan().target()));
    }

    private static Optional<String> late(Remediation remediation, Instant now) {
        Instant end = remediation.times().expiresAt();
        return end.isAfter(now) ? Optional.empty() : Optional.of("it could be begun until " + second(end) + " only");
    }

    private Optional<String> over(Remediation remediation, Instant now) {
        Fingerprint alert = remediation.origin().alert();
        return alert != null && isOver(alert, now) ? Optional.of("the alert is over") : Optional.empty();
    }

    /** Whether an alert fires no more; one that is not known any more does not. */
    boolean isOver(Fingerprint alert, Instant now) {
        return alerts.find(alert).map(found -> found.resolvedAt(now)).orElse(true);
    }

    private Optional<String> tooOften(Remediation remediation, RemediationRule.Rails rails, Instant now) {
        String name = remediation.rule();
        String target = remediation.plan().target();
        if (rows.startedSince(name, null, now.minus(HOUR)) >= rails.perHour()) {
            return Optional.of("the rule was carried out " + rails.perHour() + " times within an hour");
        }
        if (rows.startedSince(name, target, now.minus(HOUR)) >= rails.perTargetPerHour()) {
            return Optional.of("it was done to " + target + " " + rails.perTargetPerHour() + " times within an hour");
        }
        return rows.lastEnd(name, target)
                .map(end -> end.plus(rails.coolDown()))
                .filter(until -> until.isAfter(now))
                .map(until -> target + " cools down until " + second(until) + ", "
                        + PrometheusDuration.format(rails.coolDown()) + " after it was done last");
    }

    private static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
