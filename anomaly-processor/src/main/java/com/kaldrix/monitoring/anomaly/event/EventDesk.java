package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Anomalies.Place;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.anomaly.suppress.Suppression;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Margin;
import com.kaldrix.monitoring.anomaly.suppress.Suppressions;
import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of what is found, in the transaction in which it is found, and tells of each once: when it begins, when it becomes
 * worse, and when it is over. An event that has nothing in it but what alert-processor is told by others is not told.
 */
final class EventDesk implements FindingsSink {
    private static final int MOST_MEMBERS = 10;

    private final Events events;
    private final Anomalies anomalies;
    private final Suppressions suppressions;
    private final Surroundings surroundings;
    private final Signals signals;

    EventDesk(
            Events events, Anomalies anomalies, Suppressions suppressions, Surroundings surroundings, Signals signals) {
        this.events = events;
        this.anomalies = anomalies;
        this.suppressions = suppressions;
        this.surroundings = surroundings;
        this.signals = signals;
    }

    @Override
    public Writing begin(Instant now) {
        // The last word on each anomaly counts.
        Map<UUID, Found> found = new LinkedHashMap<>();
        return new Writing() {
            @Override
            public void found(Labels series, Finding finding) {
                if (finding instanceof Found one) {
                    found.put(one.anomaly().id(), one);
                }
            }

            @Override
            public void close() {
                if (!found.isEmpty()) {
                    join(new ArrayList<>(found.values()), now);
                }
            }
        };
    }

    private void join(List<Found> found, Instant now) {
        events.lock();
        Instant earliest = found.stream()
                .map(one -> one.anomaly().startedAt())
                .min(Instant::compareTo)
                .orElse(now);
        Map<UUID, Event> near = new HashMap<>();
        events.near(earliest.minus(Joining.ECHO)).forEach(event -> near.put(event.id(), event));
        Map<UUID, Event> begun = new HashMap<>();
        Map<UUID, List<Found>> members = new HashMap<>();
        Map<UUID, Optional<Event>> before = new LinkedHashMap<>();
        Set<UUID> untold = new HashSet<>();
        List<Suppression> rules = suppressions.all();
        for (Found one : found) {
            Anomaly anomaly = one.anomaly();
            Optional<Place> known = anomalies.placeOf(anomaly.id());
            Optional<UUID> rule = known.isPresent()
                    ? known.flatMap(Place::rule)
                    : rules.stream()
                            .filter(each ->
                                    anomaly.isOfReading() || each.margin().equals(Margin.ANY))
                            .filter(each -> each.covers(anomaly))
                            .map(Suppression::id)
                            .findFirst();
            if (rule.isPresent()) {
                anomalies.keep(anomaly, one.trace(), Place.suppressed(rule.get()), now);
                continue;
            }
            Optional<Event> existing = known.flatMap(Place::told)
                    .flatMap(id -> Optional.ofNullable(near.get(id)).or(() -> events.find(id)))
                    .or(() -> joined(one, near, members));
            Event event = existing.orElseGet(() -> Event.of(anomaly));
            if (before.putIfAbsent(event.id(), existing) == null && existing.isPresent() && isUntold(event.id())) {
                untold.add(event.id());
            }
            if (anomaly.type() != AnomalyType.PREDICTED_BREACH) {
                near.put(event.id(), event);
            }
            begun.put(event.id(), event);
            if (existing.isEmpty()) {
                events.keep(event, now);
            }
            anomalies.keep(anomaly, one.trace(), Place.in(event.id()), now);
        }
        before.forEach((id, was) -> update(id, untold.contains(id) ? null : was.orElse(null), begun, now));
    }

    private boolean isUntold(UUID event) {
        return anomalies.ofEvent(event).stream().allMatch(Anomaly::isToldElsewhere);
    }

    /** What is to come lasts for days and is no part of what happens meanwhile. */
    private Optional<Event> joined(Found one, Map<UUID, Event> near, Map<UUID, List<Found>> members) {
        if (one.anomaly().type() == AnomalyType.PREDICTED_BREACH) {
            return Optional.empty();
        }
        return Joining.choose(near.values(), one.anomaly())
                .or(() -> Joining.choose(
                        near.values(),
                        one,
                        surroundings.graph(),
                        event -> members.computeIfAbsent(event.id(), id -> members(event))));
    }

    /** The first anomalies of an event, with their readings: enough to see what it is about. */
    private List<Found> members(Event event) {
        return anomalies.ofEvent(event.id()).stream()
                .limit(MOST_MEMBERS)
                .map(anomaly -> new Found(anomaly, anomalies.traceOf(anomaly.id())))
                .toList();
    }

    private void update(UUID id, @Nullable Event was, Map<UUID, Event> near, Instant now) {
        List<Anomaly> all = anomalies.ofEvent(id);
        Event known = near.get(id);
        if (known == null || all.isEmpty()) {
            return;
        }
        Event event = known.with(all);
        events.keep(event, now);
        near.put(id, event);
        if (all.stream().allMatch(Anomaly::isToldElsewhere)) {
            return;
        }
        boolean over = event.end().isPresent();
        if (was == null) {
            signals.tell(event, surroundings.tell(event, all), now);
        } else if (over != was.end().isPresent() || event.severity().isMoreSevereThan(was.severity())) {
            signals.tell(event, surroundings.tell(event, all), now);
        }
    }
}
