package com.kaldrix.monitoring.metrics.kpi.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All KPIs and what they are made of; every name in an expression is known, and no KPI leads back to itself. */
public final class KpiCatalogue {
    private final Map<String, KpiInput> inputs;
    private final Map<String, Kpi> kpis;

    /** Both in the order of the file. */
    KpiCatalogue(Map<String, KpiInput> inputs, Map<String, Kpi> kpis) {
        this.inputs = Map.copyOf(inputs);
        this.kpis = java.util.Collections.unmodifiableMap(ordered(kpis));
    }

    /** With a KPI behind all that it is made of, so that one after the other can be computed. */
    private static Map<String, Kpi> ordered(Map<String, Kpi> kpis) {
        Map<String, Kpi> done = new LinkedHashMap<>();
        kpis.keySet().forEach(name -> visit(name, kpis, done, new LinkedHashSet<>()));
        return done;
    }

    private static void visit(String name, Map<String, Kpi> kpis, Map<String, Kpi> done, Set<String> above) {
        Kpi kpi = kpis.get(name);
        if (kpi == null || done.containsKey(name)) {
            return;
        }
        if (!above.add(name)) {
            throw new IllegalArgumentException("KPI " + name + " leads back to itself: " + above);
        }
        names(kpi).forEach(needed -> visit(needed, kpis, done, above));
        above.remove(name);
        done.put(name, kpi);
    }

    /** The names of all inputs and KPIs of which one is made. */
    static Set<String> names(Kpi kpi) {
        Set<String> names = new LinkedHashSet<>(kpi.value().names());
        kpi.cloudWatch().flatMap(Kpi.CloudWatch::value).ifPresent(value -> names.addAll(value.names()));
        return names;
    }

    /** All KPIs; one comes behind those that it is made of. */
    public List<Kpi> kpis() {
        return List.copyOf(kpis.values());
    }

    public Optional<Kpi> kpi(String name) {
        return Optional.ofNullable(kpis.get(name));
    }

    public Optional<KpiInput> input(String name) {
        return Optional.ofNullable(inputs.get(name));
    }

    /** All inputs, in the order of their names. */
    public List<KpiInput> inputs() {
        return inputs.values().stream()
                .sorted(java.util.Comparator.comparing(KpiInput::name))
                .toList();
    }

    /** Inputs of which some KPI asks for a quantile. */
    public Set<String> sketched() {
        Set<String> names = new LinkedHashSet<>();
        for (Kpi kpi : kpis.values()) {
            List<Expression> expressions = new ArrayList<>(List.of(kpi.value()));
            kpi.cloudWatch().flatMap(Kpi.CloudWatch::value).ifPresent(expressions::add);
            expressions.forEach(expression -> sketched(expression, names));
        }
        return names;
    }

    private static void sketched(Expression expression, Set<String> names) {
        switch (expression) {
            case Expression.Constant constant -> {}
            case Expression.Reference reference -> {}
            case Expression.Aggregate aggregate -> {
                if (aggregate.how() == Expression.Aggregation.QUANTILE) {
                    names.add(aggregate.input());
                }
            }
            case Expression.Binary binary -> {
                sketched(binary.left(), names);
                sketched(binary.right(), names);
            }
            case Expression.Call call -> call.arguments().forEach(argument -> sketched(argument, names));
        }
    }
}
