package com.kaldrix.monitoring.alert.inhibition;

import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
        void add(Fingerprint fingerprint, Labels labels) {
            if (rule.source().matches(labels)) {
                sources.computeIfAbsent(rule.key(labels), key -> new ArrayList<>())
                        .add(new Source(fingerprint, rule.target().matches(labels)));
            }
        }

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
        Doors doors = new Doors();
        for (InhibitionRule rule : rules) {
            Rule one = new Rule(rule, new HashMap<>());
            this.rules.add(one);
            doors.add(one);
        }
        firing.forEach((fingerprint, labels) -> doors.open(labels, rule -> rule.add(fingerprint, labels)));
    }

    /**
     * Rules by what one label of their sources has to be: of many rules most name one alert each, and not every alert has to be
     * held against each of them.
     */
    private static final class Doors {
        private final Map<String, Map<String, List<Rule>>> byLabel = new HashMap<>();
        private final List<Rule> others = new ArrayList<>();

        void add(Rule rule) {
            rule.rule().source().all().stream()
                    .filter(matcher -> matcher.operator() == Operator.EQUAL
                            && !matcher.value().isEmpty())
                    .findFirst()
                    .map(matcher -> byLabel.computeIfAbsent(matcher.name(), name -> new HashMap<>())
                            .computeIfAbsent(matcher.value(), value -> new ArrayList<>()))
                    .orElse(others)
                    .add(rule);
        }

        /** Shows each rule whose source these labels may be. */
        void open(Labels labels, Consumer<Rule> visitor) {
            byLabel.forEach((name, rules) ->
                    rules.getOrDefault(labels.get(name), List.of()).forEach(visitor));
            others.forEach(visitor);
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
