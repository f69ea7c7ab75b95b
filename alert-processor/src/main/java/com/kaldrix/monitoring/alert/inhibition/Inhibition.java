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
    private final InhibitionRules index;
    private final List<Rule> rules;

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
     * @param rules those that may say something
     * @param firing alerts that fire, by identity, as routes see them; at least all that may be a source
     */
    public Inhibition(InhibitionRules rules, Map<Fingerprint, Labels> firing) {
        this.index = rules;
        this.rules = rules.all().stream()
                .map(rule -> new Rule(rule, new HashMap<>()))
                .toList();
        firing.forEach((fingerprint, labels) -> {
            for (int place : rules.maybeFrom(labels)) {
                Rule one = this.rules.get(place);
                if (one.rule().source().matches(labels)) {
                    one.sources()
                            .computeIfAbsent(one.rule().key(labels), key -> new ArrayList<>())
                            .add(new Source(fingerprint, one.rule().target().matches(labels)));
                }
            }
        });
    }

    /** The alert that keeps one with these labels quiet, by the first rule that says so; empty when none does. */
    public Optional<Fingerprint> of(Labels labels) {
        for (int place : index.maybeAbout(labels)) {
            Optional<Fingerprint> source = rules.get(place).source(labels);
            if (source.isPresent()) {
                return source;
            }
        }
        return Optional.empty();
    }
}
