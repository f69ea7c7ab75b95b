package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.metrics.configuration.ComponentRules.Component;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which part of KALDRIX a series is of: that of the first rule that matches. Where all rules are about the metric's name alone, as
 * those that are shipped, the answer for a name is kept, for there are few names and many series.
 */
final class Components {
    private static final String NAME = "__name__";
    /** Beyond so many names the rules are asked each time. */
    private static final int MOST_NAMES = 10_000;

    private final List<Component> rules;
    private final boolean byNameAlone;
    private final Map<String, Optional<String>> byName = new ConcurrentHashMap<>();

    Components(List<Component> rules) {
        this.rules = List.copyOf(rules);
        this.byNameAlone = rules.stream()
                .flatMap(rule -> rule.match().all().stream())
                .allMatch(matcher -> matcher.name().equals(NAME));
    }

    /** The rules, in their order. */
    List<Component> rules() {
        return rules;
    }

    /** The part; empty when no rule matches. */
    Optional<String> of(LabelSet series) {
        if (!byNameAlone) {
            return find(series);
        }
        String name = series.get(NAME);
        Optional<String> known = byName.get(name);
        if (known != null) {
            return known;
        }
        Optional<String> found = find(series);
        if (byName.size() < MOST_NAMES) {
            byName.put(name, found);
        }
        return found;
    }

    private Optional<String> find(LabelSet series) {
        return rules.stream()
                .filter(rule -> matches(rule.match(), series))
                .map(Component::component)
                .findFirst();
    }

    private static boolean matches(Matchers matchers, LabelSet series) {
        for (Matcher matcher : matchers.all()) {
            if (!matcher.matchesValue(series.get(matcher.name()))) {
                return false;
            }
        }
        return true;
    }
}
