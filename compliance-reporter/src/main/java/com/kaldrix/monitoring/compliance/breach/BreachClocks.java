package com.kaldrix.monitoring.compliance.breach;

import com.kaldrix.monitoring.compliance.breach.BreachCase.Clock;
import com.kaldrix.monitoring.compliance.deadline.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Pages for clocks that run, at the points that their rules state, and when they have run out. */
@Component
class BreachClocks implements Deadlines {
    private static final String ALERT = "BreachClock";

    private final Breaches breaches;

    BreachClocks(Breaches breaches) {
        this.breaches = breaches;
    }

    @Override
    public List<Due> due(Instant now) {
        return breaches.open().stream()
                .flatMap(breach -> breach.clocks().stream()
                        .filter(clock -> clock.notified().isEmpty())
                        .flatMap(clock -> due(breach, clock, now)))
                .toList();
    }

    /** The latest point that the clock has passed; each is an alert of its own, so that each pages. */
    private static Stream<Due> due(BreachCase breach, Clock clock, Instant now) {
        Duration left = Duration.between(now, clock.dueAt());
        Optional<Regime.Point> passed = clock.regime().points().stream()
                .filter(point -> left.compareTo(point.left()) <= 0)
                .reduce((earlier, later) -> later);
        return passed.stream()
                .map(point -> new Due(
                        ALERT,
                        new TreeMap<>(Map.of(
                                "breach",
                                breach.id().toString(),
                                "regime",
                                clock.regime().word(),
                                "left",
                                point.word())),
                        point.severity(),
                        words(breach, clock, left)));
    }

    private static String words(BreachCase breach, Clock clock, Duration left) {
        String rules = clock.regime().name();
        return left.isNegative() || left.isZero()
                ? "The time to notify a breach by " + rules + " ended at " + clock.dueAt() + ": " + breach.title()
                : "A breach is to be notified by " + rules + " until " + clock.dueAt() + ": " + breach.title();
    }
}
