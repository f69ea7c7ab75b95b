package com.kaldrix.monitoring.metrics.kpi.merge;

import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts the partials of all replicas together, window by window. A window is told when all who are expected have reported, or
 * when it is too late to wait for them; what comes after that revises it. Safe for several threads.
 */
public final class WindowMerge {
    /** How long windows are kept for what comes late. */
    static final Duration KEPT = Duration.ofMinutes(15);

    private static final int MOST_REPLICAS = 256;

    private final KpiCatalogue catalogue;
    private final TrafficWeights weights;
    private final Expected expected;
    private final TreeMap<Instant, TreeMap<Replica, KpiPartial>> windows = new TreeMap<>();
    private final Set<Instant> revised = new TreeSet<>();
    /** Windows that were waited for when the clock was set back: nothing can come for them any more. */
    private final TreeMap<Instant, TreeMap<Replica, KpiPartial>> overtaken = new TreeMap<>();

    private final Map<Replica, Instant> lastEnds = new HashMap<>();
    private Instant toldUntil;
    private Duration window = Duration.ZERO;

    /**
     * Who is expected.
     *
     * @param own this gateway's region
     * @param replicas how many gateways it has
     * @param hub whether all regions are merged here
     * @param patience how long after a window's end it is waited for
     */
    public record Expected(Region own, int replicas, boolean hub, Duration patience) {}

    private record Replica(Region region, String name) implements Comparable<Replica> {
        @Override
        public int compareTo(Replica other) {
            return Comparator.comparing(Replica::region)
                    .thenComparing(Replica::name)
                    .compare(this, other);
        }
    }

    /** @param toldUntil the end of the latest window that was told before a restart */
    public WindowMerge(KpiCatalogue catalogue, TrafficWeights weights, Expected expected, Instant toldUntil) {
        this.catalogue = catalogue;
        this.weights = weights;
        this.expected = expected;
        this.toldUntil = toldUntil;
    }

    /** Takes a partial; one with the same identity as before takes its place. Of other regions only the hub takes any. */
    public synchronized void accept(KpiPartial partial) {
        if (!expected.hub() && !partial.region().equals(expected.own())) {
            return;
        }
        Replica replica = new Replica(partial.region(), partial.replica());
        if (!lastEnds.containsKey(replica) && lastEnds.size() >= MOST_REPLICAS) {
            return;
        }
        if (partial.region().equals(expected.own()) && partial.windowEnd().isBefore(toldUntil.minus(KEPT))) {
            // The clock was set back: what was told of a later time is of another time.
            overtaken.putAll(windows.tailMap(toldUntil, true));
            windows.clear();
            revised.clear();
            lastEnds.keySet().removeIf(known -> known.region().equals(expected.own()));
            toldUntil = partial.windowStart();
        }
        window = Duration.ofSeconds(partial.windowSeconds());
        lastEnds.merge(replica, partial.windowEnd(), (one, other) -> one.isAfter(other) ? one : other);
        KpiPartial before = windows.computeIfAbsent(partial.windowStart(), start -> new TreeMap<>())
                .put(replica, partial);
        if (!partial.windowEnd().isAfter(toldUntil) && !partial.equals(before)) {
            revised.add(partial.windowStart());
        }
        while (windows.size() > KEPT.toSeconds() / Math.max(1, partial.windowSeconds())) {
            revised.remove(windows.pollFirstEntry().getKey());
        }
    }

    /** What can be told now, in order of time. */
    public synchronized List<KpiWindow> due(Instant now) {
        List<KpiWindow> due = new ArrayList<>();
        overtaken.forEach((start, replicas) -> due.add(evaluate(start, replicas, now, false)));
        overtaken.clear();
        for (Instant start : revised) {
            TreeMap<Replica, KpiPartial> replicas = windows.get(start);
            if (replicas != null) {
                due.add(evaluate(start, replicas, now, true));
            }
        }
        revised.clear();
        for (Map.Entry<Instant, TreeMap<Replica, KpiPartial>> open :
                windows.tailMap(toldUntil, true).entrySet()) {
            Instant end = open.getValue().firstEntry().getValue().windowEnd();
            boolean waitedLong = !now.isBefore(end.plus(expected.patience()));
            if (!waitedLong && !isComplete(open.getValue().keySet(), now)) {
                break;
            }
            due.add(evaluate(open.getKey(), open.getValue(), now, false));
            toldUntil = end;
        }
        return due;
    }

    private boolean isComplete(Set<Replica> reported, Instant now) {
        Map<Region, Integer> counts = new HashMap<>();
        reported.forEach(replica -> counts.merge(replica.region(), 1, Integer::sum));
        for (Region region : expectedRegions(now)) {
            int wanted = region.equals(expected.own()) ? expected.replicas() : Math.max(1, recent(region, now));
            if (counts.getOrDefault(region, 0) < wanted) {
                return false;
            }
        }
        return true;
    }

    private int recent(Region region, Instant now) {
        return (int) lastEnds.entrySet().stream()
                .filter(entry -> entry.getKey().region().equals(region)
                        && entry.getValue().isAfter(now.minus(Duration.ofMinutes(5))))
                .count();
    }

    private Set<Region> expectedRegions(Instant now) {
        Set<Region> regions = new TreeSet<>(Set.of(expected.own()));
        if (expected.hub()) {
            regions.addAll(weights.regions());
            lastEnds.forEach((replica, end) -> {
                if (end.isAfter(now.minus(KEPT))) {
                    regions.add(replica.region());
                }
            });
        }
        return regions;
    }

    private KpiWindow evaluate(Instant start, TreeMap<Replica, KpiPartial> replicas, Instant now, boolean again) {
        Evaluation evaluation = new Evaluation(catalogue, weights, replicas.values(), expected.hub());
        Set<String> missing = new HashSet<>();
        expectedRegions(now).forEach(region -> {
            if (replicas.keySet().stream().noneMatch(replica -> replica.region().equals(region))) {
                missing.add(region.code());
            }
        });
        Instant end = replicas.firstEntry().getValue().windowEnd();
        return new KpiWindow(start, end, evaluation.values(), evaluation.pushed(), missing, again);
    }

    /** The end of the latest window that was told. */
    public synchronized Instant toldUntil() {
        return toldUntil;
    }

    /** Whether each region that is expected reports: whether the window after its last is not overdue. */
    public synchronized List<RegionStatus> regions(Instant now) {
        List<RegionStatus> statuses = new ArrayList<>();
        for (Region region : expectedRegions(now)) {
            Optional<Instant> last = lastEnds.entrySet().stream()
                    .filter(entry -> entry.getKey().region().equals(region))
                    .map(Map.Entry::getValue)
                    .max(Comparator.naturalOrder());
            Optional<Duration> late = last.map(end -> {
                Duration over = Duration.between(end.plus(window).plus(expected.patience()), now);
                return over.isNegative() ? Duration.ZERO : over;
            });
            boolean reporting = late.filter(Duration::isZero).isPresent();
            statuses.add(new RegionStatus(region, reporting, late, recent(region, now)));
        }
        return statuses;
    }
}
