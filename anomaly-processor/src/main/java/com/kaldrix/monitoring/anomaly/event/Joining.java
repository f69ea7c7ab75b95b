package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

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

    private Joining() {}

    /** The event that an anomaly joins; empty for one of its own. */
    public static Optional<Event> choose(Collection<Event> near, Anomaly anomaly) {
        return near.stream()
                .filter(event -> event.region().equals(anomaly.region()))
                .filter(event -> isBurst(event, anomaly) || isEcho(event, anomaly))
                .max(Comparator.comparing(Event::lastAt).thenComparing(Event::id));
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
