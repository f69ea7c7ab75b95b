package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.metrics.intake.IntakeRules.Enrichment;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds labels to series: fixed ones, and {@code component} by the first rule that matches. What a source says of itself stays.
 *
 * @param labels added to each series
 * @param components by what a series is of which part of KALDRIX, in this order
 */
record ComponentRules(Map<String, String> labels, List<Component> components) implements Enrichment {
    private static final String COMPONENT = "component";

    /** Series that match belong to that part. */
    record Component(Matchers match, String component) {}

    ComponentRules {
        labels = Map.copyOf(new LinkedHashMap<>(labels));
        components = List.copyOf(components);
    }

    @Override
    public void apply(LabelSet series) {
        labels.forEach((name, value) -> {
            if (!series.has(name)) {
                series.set(name, value);
            }
        });
        if (!series.has(COMPONENT)) {
            for (Component rule : components) {
                if (matches(rule.match(), series)) {
                    series.set(COMPONENT, rule.component());
                    return;
                }
            }
        }
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
