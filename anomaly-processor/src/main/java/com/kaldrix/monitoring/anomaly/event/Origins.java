package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.explain.OriginRanking;
import com.kaldrix.monitoring.anomaly.explain.ServiceGraph;
import com.kaldrix.monitoring.anomaly.explain.Symptom;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Ranks in which component an event began: by who calls whom, and by who fell ill first. */
final class Origins {
    private static final int MOST = 3;
    private static final double LEAST = 0.05;

    private final ServiceGraph graph;

    Origins(ServiceGraph graph) {
        this.graph = graph;
    }

    /** The most likely ones; none when only one component is ill, for then there is nothing to rank. */
    List<Origin> of(List<Anomaly> anomalies) {
        Map<String, List<Symptom>> symptoms = new TreeMap<>();
        Map<String, Instant> onset = new TreeMap<>();
        for (Anomaly anomaly : anomalies) {
            // What is to come has made nobody ill yet.
            if (anomaly.type() != AnomalyType.PREDICTED_BREACH) {
                symptoms.computeIfAbsent(anomaly.component(), key -> new ArrayList<>())
                        .add(new Symptom(
                                strength(anomaly.severity()),
                                anomaly.startedAt().toEpochMilli()));
                onset.merge(anomaly.component(), anomaly.startedAt(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        if (symptoms.size() < 2) {
            return List.of();
        }
        List<OriginRanking.Ranked> ranked = new OriginRanking(graph)
                .rank(symptoms).stream()
                        .filter(one -> symptoms.containsKey(one.node()))
                        .toList();
        double all = ranked.stream().mapToDouble(OriginRanking.Ranked::weight).sum();
        return ranked.stream()
                .filter(one -> one.weight() >= LEAST * all)
                .limit(MOST)
                .map(one -> origin(one, all, symptoms, onset))
                .toList();
    }

    private Origin origin(
            OriginRanking.Ranked one, double all, Map<String, List<Symptom>> symptoms, Map<String, Instant> onset) {
        Instant since = onset.getOrDefault(one.node(), Instant.EPOCH);
        boolean first = onset.values().stream().noneMatch(other -> other.isBefore(since));
        int series = symptoms.getOrDefault(one.node(), List.of()).size();
        Set<String> callers = new TreeSet<>(graph.callers(one.node()));
        callers.retainAll(symptoms.keySet());
        String reason = (first ? "the first to be unusual, " : "unusual ")
                + "since " + since.truncatedTo(ChronoUnit.SECONDS)
                + ", in " + series + " series"
                + (callers.isEmpty() ? "" : "; called by " + String.join(", ", callers));
        return new Origin(one.node(), one.weight() / all, since, reason);
    }

    private static double strength(Severity severity) {
        return switch (severity) {
            case P0 -> 2;
            case P1 -> 1.6;
            case P2 -> 1.3;
            case P3 -> 1;
        };
    }
}
