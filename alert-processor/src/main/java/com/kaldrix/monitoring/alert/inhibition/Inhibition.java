package com.kaldrix.monitoring.alert.inhibition;

import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps what quiet at one moment. The rules are Alertmanager's ({@code inhibit.Inhibitor}): an alert that is source and
 * target of the same rule is not kept quiet by another that is both too, so that two alike never silence each other and nobody
 * is told of either.
 */
public final class Inhibition {
    private final List<Rule> rules = new ArrayList<>();

    /** A firing alert. */
    private record Source(Fingerprint fingerprint, boolean targetToo) {}

    /** A rule with the firing alerts that are its sources, by what they share with their targets. */
    private record Rule(InhibitionRule rule, Map<List<String>, List<Source>> sources) {
        Optional<Fingerprint> source(Labels labels) {
            if (sources.isEmpty() || !rule.target().matches(labels)) {
                return Optional.empty();
            }
            List<Source> found = sources.getOrDefault(rule.key(labels), List.of());
            boolean sourceToo = !found.isEmpty() && rule.source().matches(labels);
            return found.stream()
                    .filter(source -> !(sourceToo && source.targetToo()))
                    .map(Source::fingerprint)
                    .findFirst();
        }
    }

    /**
     * @param rules in the order of the file
     * @param firing alerts that fire, by identity, as routes see them; at least all that may be a source
     */
    public Inhibition(List<InhibitionRule> rules, Map<Fingerprint, Labels> firing) {
        for (InhibitionRule rule : rules) {
            Map<List<String>, List<Source>> sources = new HashMap<>();
            firing.forEach((fingerprint, labels) -> {
                if (rule.source().matches(labels)) {
                    sources.computeIfAbsent(rule.key(labels), key -> new ArrayList<>())
                            .add(new Source(fingerprint, rule.target().matches(labels)));
                }
            });
            this.rules.add(new Rule(rule, sources));
        }
    }

    /** The alert that keeps one with these labels quiet, by the first rule that says so; empty when none does. */
    public Optional<Fingerprint> of(Labels labels) {
        for (Rule rule : rules) {
            Optional<Fingerprint> source = rule.source(labels);
            if (source.isPresent()) {
                return source;
            }
        }
        return Optional.empty();
    }
}
