package com.kaldrix.monitoring.alert.preview;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.configuration.ActiveConfiguration;
import com.kaldrix.monitoring.alert.configuration.Configuration;
import com.kaldrix.monitoring.alert.enrich.Enrichment.Enriched;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicy;
import com.kaldrix.monitoring.alert.preview.RoutePreview.Asked;
import com.kaldrix.monitoring.alert.preview.RoutePreview.Escalation;
import com.kaldrix.monitoring.alert.preview.RoutePreview.Means;
import com.kaldrix.monitoring.alert.preview.RoutePreview.Reach;
import com.kaldrix.monitoring.alert.preview.RoutePreview.SeverityRule;
import com.kaldrix.monitoring.alert.preview.RoutePreview.Step;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.route.Explanation;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.severity.SeverityRules;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes an alert through the configuration in force as intake does, one configuration for all of it. */
@Component
class Preview {
    private final ActiveConfiguration active;

    Preview(ActiveConfiguration active) {
        this.active = active;
    }

    RoutePreview of(Labels labels, Map<String, String> annotations, String source) {
        Configuration configuration = active.current();
        Enriched enriched =
                configuration.kaldrix().enrichment().apply(labels, Labels.of(Alert.SOURCE, source), annotations);
        SeverityRules rules = configuration.kaldrix().severityRules();
        Labels known = labels.orElse(enriched.derived());
        Optional<SeverityRules.Rule> rule = rules.find(known);
        Severity severity = rules.of(known);
        Labels derived = enriched.derived().with(Alert.SEVERITY, severity.name());
        Labels seen = labels.orElse(derived);
        List<Explanation> asked = configuration.route().explain(seen);
        return new RoutePreview(
                severity,
                new SeverityRule(rule.map(found -> found.matchers().toString()).orElse(null), rule.isEmpty()),
                labels.asMap(),
                derived.asMap(),
                enriched.annotations(),
                asked.stream().map(Preview::asked).toList(),
                asked.stream()
                        .filter(one -> one.verdict() == Explanation.Verdict.CHOSEN)
                        .map(one -> reach(one.route(), configuration, labels, seen))
                        .toList(),
                configuration
                        .kaldrix()
                        .escalationPolicies()
                        .find(seen, severity)
                        .map(Preview::escalation)
                        .orElse(null));
    }

    private static Asked asked(Explanation explanation) {
        return new Asked(
                explanation.route().identity(),
                explanation.depth(),
                explanation.verdict().name().toLowerCase(Locale.ROOT),
                explanation.failed().map(Object::toString).orElse(null));
    }

    private static Reach reach(Route route, Configuration configuration, Labels own, Labels seen) {
        Labels group = route.groupLabels(route.groupBy().all() ? own : seen);
        List<Means> integrations =
                configuration.receiver(route.receiver()).map(Receiver::addressed).orElse(Map.of()).keySet().stream()
                        .map(address -> new Means(address.toString(), address.kind()))
                        .toList();
        return new Reach(
                route.identity(),
                route.receiver(),
                integrations,
                route.identity() + ":" + group,
                group.asMap(),
                PrometheusDuration.format(route.groupWait()),
                PrometheusDuration.format(route.groupInterval()),
                PrometheusDuration.format(route.repeatInterval()));
    }

    private static Escalation escalation(EscalationPolicy policy) {
        List<Step> steps = policy.steps().stream()
                .map(step -> new Step(
                        PrometheusDuration.format(step.after()),
                        step.unless().name().toLowerCase(Locale.ROOT),
                        step.receivers(),
                        step.title().isEmpty() ? null : step.title()))
                .toList();
        return new Escalation(policy.name(), steps, policy.repeat().times());
    }
}
