package com.kaldrix.monitoring.alert.condition;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The other alerts as they are known; each question is asked once and remembered for all alerts of one look. */
public final class KnownNeighbours implements Neighbours {
    private final Alerts alerts;
    private final Instant now;
    private final Map<String, Set<Fingerprint>> firing = new HashMap<>();
    private final Map<String, Set<Fingerprint>> started = new HashMap<>();
    private final Map<Duration, List<Alert>> young = new HashMap<>();

    /** @param now the moment of this look */
    public KnownNeighbours(Alerts alerts, Instant now) {
        this.alerts = alerts;
        this.now = now;
    }

    @Override
    public long firing(Matchers matchers, Fingerprint except) {
        return count(
                firing.computeIfAbsent(
                        matchers.toString(), key -> covered(alerts.firing(needed(matchers), now), matchers)),
                except);
    }

    @Override
    public long started(Matchers matchers, Duration within, Fingerprint except) {
        return count(
                started.computeIfAbsent(
                        within + " " + matchers,
                        key -> covered(
                                young.computeIfAbsent(within, time -> alerts.startedSince(now.minus(time))), matchers)),
                except);
    }

    private static long count(Set<Fingerprint> found, Fingerprint except) {
        return found.size() - (found.contains(except) ? 1 : 0);
    }

    private static Set<Fingerprint> covered(List<Alert> some, Matchers matchers) {
        return some.stream()
                .filter(alert -> matchers.matches(alert.routingLabels()))
                .map(Alert::fingerprint)
                .collect(Collectors.toSet());
    }

    /** What the database can tell; the rest is looked at here. The severity is derived at each look. */
    private static Map<String, Set<String>> needed(Matchers matchers) {
        Map<String, Set<String>> needed = new HashMap<>();
        for (Matcher matcher : matchers.all()) {
            if (matcher.operator() == Operator.EQUAL && !matcher.name().equals(Alert.SEVERITY)) {
                needed.merge(matcher.name(), new HashSet<>(Set.of(matcher.value())), (one, other) -> {
                    one.retainAll(other);
                    return one;
                });
            }
        }
        return needed;
    }
}
