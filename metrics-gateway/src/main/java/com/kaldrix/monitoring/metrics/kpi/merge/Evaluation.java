package com.kaldrix.monitoring.metrics.kpi.merge;

import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.event.KpiPartial.Input;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.kpi.definition.Expression;
import com.kaldrix.monitoring.metrics.kpi.definition.Expression.Aggregation;
import com.kaldrix.monitoring.metrics.kpi.definition.Kpi;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Computes the KPIs of a window from the partials of all replicas. Does not depend on the order of the partials. */
final class Evaluation {
    private final KpiCatalogue catalogue;
    private final TrafficWeights weights;
    private final Map<String, Map<String, Outcome>> values = new LinkedHashMap<>();
    private final Map<String, Map<String, Outcome>> pushed = new LinkedHashMap<>();

    /** @param partials at most one of each replica, in an order that is always the same */
    Evaluation(KpiCatalogue catalogue, TrafficWeights weights, Collection<KpiPartial> partials, boolean global) {
        this.catalogue = catalogue;
        this.weights = weights;
        Map<Region, List<List<Input>>> byRegion = new TreeMap<>();
        for (KpiPartial partial : partials) {
            byRegion.computeIfAbsent(partial.region(), region -> new ArrayList<>())
                    .add(partial.inputs());
        }
        Map<Region, ChosenInputs> chosen = new TreeMap<>();
        byRegion.forEach((region, replicas) -> chosen.put(region, ChosenInputs.of(catalogue, replicas)));
        chosen.forEach((region, inputs) -> evaluate(region.code(), inputs, Map.of()));
        if (global) {
            evaluate(Region.GLOBAL, ChosenInputs.pool(chosen.values()), chosen);
        }
    }

    Map<String, Map<String, Outcome>> values() {
        return values;
    }

    Map<String, Map<String, Outcome>> pushed() {
        return pushed;
    }

    /** @param regions those of which the global view is made; empty for a region */
    private void evaluate(String name, ChosenInputs inputs, Map<Region, ChosenInputs> regions) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Map<String, Outcome> toPush = new HashMap<>();
        Scope scope = new Scope(inputs, outcomes);
        for (Kpi kpi : catalogue.kpis()) {
            boolean pooled = name.equals(Region.GLOBAL) ? kpi.regions() == Kpi.Regions.POOLED : true;
            Outcome outcome = pooled ? kpi.value().evaluate(scope) : over(kpi, regions);
            outcomes.put(kpi.name(), outcome);
            kpi.cloudWatch()
                    .ifPresent(metric -> toPush.put(
                            kpi.name(),
                            metric.value().map(value -> value.evaluate(scope)).orElse(outcome)));
        }
        values.put(name, outcomes);
        pushed.put(name, toPush);
    }

    private Outcome over(Kpi kpi, Map<Region, ChosenInputs> regions) {
        Map<Region, Double> numbers = new TreeMap<>();
        String reason = "no region reports";
        for (Region region : regions.keySet()) {
            Outcome outcome = values.getOrDefault(region.code(), Map.of())
                    .getOrDefault(kpi.name(), new Outcome.NoData("no value"));
            switch (outcome) {
                case Outcome.Value value -> numbers.put(region, value.number());
                case Outcome.NoData none -> reason = region + ": " + none.reason();
            }
        }
        if (numbers.isEmpty()) {
            return new Outcome.NoData(reason);
        }
        double[] all = numbers.values().stream().mapToDouble(number -> number).toArray();
        double number =
                switch (kpi.regions()) {
                    case SUM -> java.util.Arrays.stream(all).sum();
                    case MAX -> java.util.Arrays.stream(all).max().orElseThrow();
                    case MIN -> java.util.Arrays.stream(all).min().orElseThrow();
                    case MEAN -> java.util.Arrays.stream(all).average().orElseThrow();
                    case WEIGHTED -> weights.mean(numbers);
                    case POOLED -> throw new IllegalStateException("pooled is computed from inputs");
                };
        return Outcome.of(number, "the result is no finite number");
    }

    private final class Scope implements Expression.Scope {
        private final ChosenInputs inputs;
        private final Map<String, Outcome> outcomes;

        private Scope(ChosenInputs inputs, Map<String, Outcome> outcomes) {
            this.inputs = inputs;
            this.outcomes = outcomes;
        }

        @Override
        public Outcome reference(String name) {
            return catalogue
                    .input(name)
                    .map(inputs::value)
                    .orElseGet(() -> outcomes.getOrDefault(name, new Outcome.NoData("no KPI " + name)));
        }

        @Override
        public Outcome aggregate(Aggregation how, String input, double share) {
            return catalogue
                    .input(input)
                    .map(known -> inputs.aggregate(known, how, share))
                    .orElseGet(() -> new Outcome.NoData("no input " + input));
        }
    }
}
