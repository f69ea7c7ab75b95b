package com.kaldrix.monitoring.metrics.kpi.partial;

import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiInput;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a series is for, first by its name. For one thread. */
final class InputIndex {
    private static final int MOST_NAMES = 20_000;

    private final List<Target> all = new ArrayList<>();
    private final Map<String, List<Target>> exact = new HashMap<>();
    private final List<Target> several = new ArrayList<>();
    private final Map<String, List<Target>> byName = new HashMap<>();

    /**
     * An input and one of its alternatives.
     *
     * @param number from 0, without gaps
     * @param sketched whether some KPI asks for a quantile
     */
    record Target(int number, KpiInput input, KpiInput.Alternative from, boolean sketched) {}

    InputIndex(KpiCatalogue catalogue) {
        Set<String> sketched = catalogue.sketched();
        for (KpiInput input : catalogue.inputs()) {
            for (KpiInput.Alternative from : input.from()) {
                Target target = new Target(all.size(), input, from, sketched.contains(input.name()));
                all.add(target);
                Optional<String> name = from.select().name();
                if (name.isPresent()) {
                    exact.computeIfAbsent(name.get(), key -> new ArrayList<>()).add(target);
                } else {
                    several.add(target);
                }
            }
        }
    }

    /** All inputs and their alternatives, by number. */
    List<Target> all() {
        return all;
    }

    /** What the series is for; mostly nothing. */
    List<Target> targets(LabelSet labels) {
        List<Target> candidates = named(labels.get(LabelSet.NAME));
        if (candidates.isEmpty()) {
            return candidates;
        }
        return candidates.stream()
                .filter(target -> target.from().select().matches(labels))
                .toList();
    }

    private List<Target> named(String name) {
        List<Target> known = byName.get(name);
        if (known != null) {
            return known;
        }
        List<Target> found = new ArrayList<>(exact.getOrDefault(name, List.of()));
        for (Target target : several) {
            if (target.from().select().admits(name)) {
                found.add(target);
            }
        }
        List<Target> candidates = List.copyOf(found);
        if (byName.size() < MOST_NAMES) {
            byName.put(name, candidates);
        }
        return candidates;
    }
}
