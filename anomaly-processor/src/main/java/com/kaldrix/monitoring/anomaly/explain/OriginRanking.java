package com.kaldrix.monitoring.anomaly.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Ranks where a fault most likely began. A node counts for its own symptoms; less for what an ill callee explains, the more so
 * when that fell ill first; more for ill callers, which it explains, and for having fallen ill early. A walk of the graph from
 * the ill nodes to their ill callees (as MonitorRank does, Kim et al. 2013) breaks what is left.
 */
public final class OriginRanking {
    private static final int STEPS = 30;
    private static final double RESTART = 0.2;

    private final ServiceGraph graph;

    public OriginRanking(ServiceGraph graph) {
        this.graph = graph;
    }

    /** A node and how likely it is the origin, in no unit. */
    public record Ranked(String node, double weight) {}

    /**
     * All nodes, the most likely origin first; equals in order of name.
     *
     * @param symptoms by node, one per series of it
     */
    public List<Ranked> rank(Map<String, List<Symptom>> symptoms) {
        TreeSet<String> nodes = new TreeSet<>(graph.nodes());
        nodes.addAll(symptoms.keySet());
        Map<String, Double> ill = new LinkedHashMap<>();
        Map<String, Long> onset = new LinkedHashMap<>();
        for (String node : nodes) {
            List<Symptom> own = symptoms.getOrDefault(node, List.of());
            ill.put(node, strength(own));
            onset.put(node, onset(own));
        }
        Map<String, Double> walk = walk(nodes, ill);
        Map<String, Double> early = early(nodes, ill, onset);
        List<Ranked> ranked = new ArrayList<>();
        for (String node : nodes) {
            double weight = ill.getOrDefault(node, 0.0)
                    * (1 - 0.5 * explained(node, ill, onset))
                    * (1 + 0.5 * support(node, ill))
                    * (1 + 0.5 * early.getOrDefault(node, 0.0));
            ranked.add(new Ranked(node, weight + walk.getOrDefault(node, 0.0)));
        }
        ranked.sort(Comparator.comparingDouble(Ranked::weight).reversed().thenComparing(Ranked::node));
        return List.copyOf(ranked);
    }

    /** The strongest symptom counts whole, the others by half in the mean: a fault seldom shows in every metric. */
    private static double strength(List<Symptom> symptoms) {
        double most = 0;
        double sum = 0;
        for (Symptom symptom : symptoms) {
            most = Math.max(most, symptom.strength());
            sum += symptom.strength();
        }
        return symptoms.isEmpty() ? 0 : most + 0.5 * sum / symptoms.size();
    }

    private static long onset(List<Symptom> symptoms) {
        long first = Long.MAX_VALUE;
        for (Symptom symptom : symptoms) {
            // A weak symptom has no onset worth the name.
            if (symptom.strength() > 0.5) {
                first = Math.min(first, symptom.onset());
            }
        }
        return first;
    }

    private double explained(String node, Map<String, Double> ill, Map<String, Long> onset) {
        double own = ill.getOrDefault(node, 0.0);
        double most = 0;
        for (String callee : graph.callees(node)) {
            double there = ill.getOrDefault(callee, 0.0);
            boolean first = onset.getOrDefault(callee, Long.MAX_VALUE) <= onset.getOrDefault(node, Long.MAX_VALUE);
            most = Math.max(most, own == 0 ? 0 : Math.min(1, there / own) * (first ? 1 : 0.4));
        }
        return most;
    }

    private double support(String node, Map<String, Double> ill) {
        double sum = 0;
        for (String caller : graph.callers(node)) {
            sum += ill.getOrDefault(caller, 0.0) > 0.5 ? 1 : 0;
        }
        return graph.callers(node).isEmpty() ? 0 : sum / graph.callers(node).size();
    }

    /** 1 for the node that fell ill first, falling by rank; 0 for one that did not. */
    private static Map<String, Double> early(TreeSet<String> nodes, Map<String, Double> ill, Map<String, Long> onset) {
        List<Long> order = nodes.stream()
                .filter(node -> ill.getOrDefault(node, 0.0) > 0)
                .map(node -> onset.getOrDefault(node, Long.MAX_VALUE))
                .filter(time -> time < Long.MAX_VALUE)
                .distinct()
                .sorted()
                .toList();
        Map<String, Double> early = new LinkedHashMap<>();
        for (String node : nodes) {
            int place = order.indexOf(onset.getOrDefault(node, Long.MAX_VALUE));
            early.put(node, place < 0 ? 0 : 1 / (1.0 + place));
        }
        return early;
    }

    private Map<String, Double> walk(TreeSet<String> nodes, Map<String, Double> ill) {
        double total = ill.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> at = new LinkedHashMap<>();
        nodes.forEach(node -> at.put(node, total == 0 ? 0 : ill.getOrDefault(node, 0.0) / total));
        Map<String, Double> start = new LinkedHashMap<>(at);
        for (int step = 0; step < STEPS && total > 0; step++) {
            Map<String, Double> next = new LinkedHashMap<>();
            start.forEach((node, share) -> next.put(node, share * RESTART));
            for (String node : nodes) {
                step(node, at.getOrDefault(node, 0.0) * (1 - RESTART), ill, next);
            }
            at.putAll(next);
        }
        return at;
    }

    private void step(String node, double mass, Map<String, Double> ill, Map<String, Double> next) {
        double stay = ill.getOrDefault(node, 0.0);
        double sum = stay + 1e-12;
        for (String callee : graph.callees(node)) {
            sum += ill.getOrDefault(callee, 0.0);
        }
        next.merge(node, mass * (stay + 1e-12) / sum, Double::sum);
        for (String callee : graph.callees(node)) {
            next.merge(callee, mass * ill.getOrDefault(callee, 0.0) / sum, Double::sum);
        }
    }
}
