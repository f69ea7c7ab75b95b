package com.kaldrix.monitoring.metrics.configuration;

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
 * @param components which part of KALDRIX a series is of
 */
record ComponentRules(Map<String, String> labels, Components components) implements Enrichment {
    private static final String COMPONENT = "component";

    /** Series that match belong to that part. */
    record Component(Matchers match, String component) {}

    ComponentRules(Map<String, String> labels, List<Component> components) {
        this(labels, new Components(components));
    }

    ComponentRules {
        labels = Map.copyOf(new LinkedHashMap<>(labels));
    }

    @Override
    public void apply(LabelSet series) {
        labels.forEach((name, value) -> {
            if (!series.has(name)) {
                series.set(name, value);
            }
        });
        if (!series.has(COMPONENT)) {
            components.of(series).ifPresent(component -> series.set(COMPONENT, component));
        }
    }
}
