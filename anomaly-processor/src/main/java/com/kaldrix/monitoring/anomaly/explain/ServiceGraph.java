package com.kaldrix.monitoring.anomaly.explain;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who calls whom. What ails a callee shows in its callers, later and weaker. */
public final class ServiceGraph {
    private final Map<String, Set<String>> callees = new LinkedHashMap<>();
    private final Map<String, Set<String>> callers = new LinkedHashMap<>();
    private final Set<String> nodes = new LinkedHashSet<>();

    /** One call. */
    public record Edge(String caller, String callee) {}

    public ServiceGraph(List<Edge> edges) {
        for (Edge edge : edges) {
            nodes.add(edge.caller());
            nodes.add(edge.callee());
            if (!edge.caller().equals(edge.callee())) {
                callees.computeIfAbsent(edge.caller(), key -> new LinkedHashSet<>())
                        .add(edge.callee());
                callers.computeIfAbsent(edge.callee(), key -> new LinkedHashSet<>())
                        .add(edge.caller());
            }
        }
    }

    public Set<String> nodes() {
        return Set.copyOf(nodes);
    }

    public Set<String> callees(String node) {
        return callees.getOrDefault(node, Set.of());
    }

    public Set<String> callers(String node) {
        return callers.getOrDefault(node, Set.of());
    }
}
