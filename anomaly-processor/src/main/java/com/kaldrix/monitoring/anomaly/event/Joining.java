package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.explain.ServiceGraph;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which anomalies are one event. What begins within two minutes in a region is one, whatever it is about: a fault shows in many
 * places at once. What follows in the same component within ten minutes belongs to it, too, so that one fault that comes and
 * goes is not told again and again.
 */
public final class Joining {
    /** Within so long of each other everything in a region is one event. */
    public static final Duration BURST = Duration.ofMinutes(2);
    /** So long after the last sign of an event the same component still belongs to it. */
    public static final Duration ECHO = Duration.ofMinutes(10);

    /** So long after it a fault may show in a component that calls it. */
    public static final Duration CASCADE = Duration.ofMinutes(5);

    private Joining() {}

    /** The event that an anomaly joins; empty for one of its own. */
    public static Optional<Event> choose(Collection<Event> near, Anomaly anomaly) {
        return near.stream()
                .filter(event -> event.region().equals(anomaly.region()))
                .filter(event -> isBurst(event, anomaly) || isEcho(event, anomaly))
                .max(Comparator.comparing(Event::lastAt).thenComparing(Event::id));
    }

    /**
     * The event that an anomaly joins by what lies beside it: a component that calls the event's or is called by it and follows
     * within five minutes, for faults travel along calls; or a series that goes the same way as one of the event's within ten
     * minutes.
     *
     * @param members the anomalies of an event, with their readings
     */
    static Optional<Event> choose(
            Collection<Event> near, Found found, ServiceGraph graph, Function<Event, List<Found>> members) {
        Anomaly anomaly = found.anomaly();
        return near.stream()
                .filter(event -> event.region().equals(anomaly.region()))
                .filter(event -> !event.startedAt().isAfter(anomaly.startedAt().plus(ECHO))
                        && !anomaly.startedAt().isAfter(event.lastAt().plus(ECHO)))
                .sorted(Comparator.comparing(Event::lastAt)
                        .thenComparing(Event::id)
                        .reversed())
                .filter(event -> members.apply(event).stream()
                        .anyMatch(member -> isNeighbour(member.anomaly(), anomaly, graph)
                                || within(member.anomaly(), anomaly, ECHO)
                                        && Shape.isAlike(member.trace(), found.trace())))
                .findFirst();
    }

    private static boolean isNeighbour(Anomaly member, Anomaly anomaly, ServiceGraph graph) {
        return within(member, anomaly, CASCADE)
                && (graph.callees(member.component()).contains(anomaly.component())
                        || graph.callers(member.component()).contains(anomaly.component()));
    }

    private static boolean within(Anomaly one, Anomaly other, Duration most) {
        return Duration.between(one.startedAt(), other.startedAt()).abs().compareTo(most) <= 0;
    }

    private static boolean isBurst(Event event, Anomaly anomaly) {
        Duration apart =
                Duration.between(event.startedAt(), anomaly.startedAt()).abs();
        return apart.compareTo(BURST) <= 0;
    }

    private static boolean isEcho(Event event, Anomaly anomaly) {
        return event.component().equals(anomaly.component())
                && !anomaly.startedAt().isBefore(event.startedAt().minus(ECHO))
                && (event.end().isEmpty()
                        || !anomaly.startedAt().isAfter(event.lastAt().plus(ECHO)));
    }
}
