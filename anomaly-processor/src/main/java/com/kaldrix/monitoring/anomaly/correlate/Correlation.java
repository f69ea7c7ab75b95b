package com.kaldrix.monitoring.anomaly.correlate;

import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.correlate.Components.Kept;
import com.kaldrix.monitoring.anomaly.correlate.Components.Name;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.follow.Followed;
import com.kaldrix.monitoring.anomaly.follow.Readings;
import com.kaldrix.monitoring.anomaly.follow.Readings.Point;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.work.Work;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks at the series of each component together, as their readings come. What is known, up to which row it goes and what is told
 * are one transaction; a component is looked at by one replica at a time.
 */
final class Correlation implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Correlation.class);

    /** What is read at once after a pause. */
    private static final Duration MOST = Duration.ofHours(1);

    /** How far back a component begins of which nothing is known. */
    private static final Duration FIRST = Duration.ofHours(6);

    private final Shop shop;
    private final CorrelationProperties properties;
    private final int most;
    private final Map<Name, Remembered> remembered = new HashMap<>();

    private record Remembered(long version, ComponentState state) {}

    /**
     * What it works with.
     *
     * @param sink makes events of what is found
     */
    record Shop(
            Readings readings,
            Components components,
            FindingsSink sink,
            TransactionOperations transactions,
            Clock clock) {}

    /** @param most how many series of a component */
    Correlation(Shop shop, CorrelationProperties properties, int most) {
        this.shop = shop;
        this.properties = properties;
        this.most = most;
    }

    @Override
    public String name() {
        return "correlation";
    }

    @Override
    public Duration run(Wake wake) {
        Map<Name, List<Followed>> components = shop.readings().all().stream()
                .filter(Followed::ofComponent)
                .collect(Collectors.groupingBy(
                        one -> new Name(one.region(), one.component()), LinkedHashMap::new, Collectors.toList()));
        remembered.keySet().retainAll(components.keySet());
        boolean more = false;
        for (Map.Entry<Name, List<Followed>> component : components.entrySet()) {
            if (component.getValue().size() > 1) {
                try {
                    more |= look(component.getKey(), component.getValue());
                } catch (RuntimeException e) {
                    remembered.remove(component.getKey());
                    LOG.atError()
                            .setCause(e)
                            .addKeyValue("region", component.getKey().region())
                            .addKeyValue("component", component.getKey().component())
                            .log("The series of a component cannot be looked at together");
                }
            }
        }
        return more ? Duration.ZERO : properties.every();
    }

    /** Whether there is more to read. */
    private boolean look(Name name, List<Followed> series) {
        return Boolean.TRUE.equals(shop.transactions()
                .execute(status -> shop.components()
                        .lock(name)
                        .map(kept -> look(name, series, kept))
                        .orElse(false)));
    }

    private boolean look(Name name, List<Followed> series, Kept kept) {
        Instant now = shop.clock().instant();
        Remembered known = remembered.remove(name);
        ComponentState state = known != null && known.version() == kept.version() ? known.state() : load(name, kept);
        state.follow(series.stream().map(Followed::id).limit(most).toList());
        Instant until = now.minus(properties.delay());
        Instant from = state.time() == Long.MIN_VALUE
                ? until.minus(FIRST)
                : Instant.ofEpochMilli(state.time()).plusMillis(ComponentState.ROW_MILLIS - 1);
        Instant part = from.plus(MOST).isBefore(until) ? from.plus(MOST) : until;
        List<Point> points =
                shop.readings().after(series.stream().map(Followed::id).toList(), from, part);
        if (points.isEmpty() && part.equals(until)) {
            remembered.put(name, new Remembered(kept.version(), state));
            return false;
        }
        // A pause longer than what is read at once is passed over, in steps.
        List<Point> taken = points.isEmpty()
                ? shop.readings().after(series.stream().map(Followed::id).toList(), part, until)
                : points;
        take(name, series, state, taken, now);
        long version = kept.version() + 1;
        shop.components().keep(name, version, bytes(state), known(state), now);
        remembered.put(name, new Remembered(version, state));
        return part.isBefore(until) && !points.isEmpty();
    }

    private void take(Name name, List<Followed> series, ComponentState state, List<Point> points, Instant now) {
        Map<UUID, Labels> names = new HashMap<>();
        series.forEach(one -> names.put(one.id(), one.series()));
        Map<Long, Map<UUID, Double>> rows = new TreeMap<>();
        points.forEach(point -> rows.computeIfAbsent(
                        Math.floorDiv(point.at().toEpochMilli(), ComponentState.ROW_MILLIS), key -> new HashMap<>())
                .put(point.series(), point.value()));
        List<Break> told = new ArrayList<>();
        rows.forEach((row, values) -> state.add(row * ComponentState.ROW_MILLIS, values, told::add));
        if (!told.isEmpty()) {
            try (FindingsSink.Writing writing = shop.sink().begin(now)) {
                for (Break one : told) {
                    Labels labels = names.getOrDefault(
                            one.series(), Labels.of("region", name.region(), "component", name.component()));
                    writing.found(labels, new Found(Wording.anomaly(one, names), trace(state, one)));
                }
            }
        }
    }

    private static Trace trace(ComponentState state, Break one) {
        List<Trace.Reading> readings = new ArrayList<>();
        state.recent(one.series())
                .forEach((time, value) -> readings.add(new Trace.Reading(
                        time, value.floatValue(), time >= one.startedAt().toEpochMilli() ? (float) one.unusual() : 0)));
        return new Trace(readings);
    }

    private ComponentState load(Name name, Kept kept) {
        ComponentState fresh = fresh(name);
        if (kept.state().isEmpty()) {
            return fresh;
        }
        try {
            return fresh.load(new DataInputStream(
                            new ByteArrayInputStream(kept.state().get())))
                    ? fresh
                    : fresh(name);
        } catch (IOException e) {
            throw new UncheckedIOException("what is known of component " + name + " is damaged", e);
        }
    }

    private ComponentState fresh(Name name) {
        return new ComponentState(most, name.hashCode());
    }

    private static byte[] bytes(ComponentState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            state.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Components.Known> known(ComponentState state) {
        return state.expected().stream()
                .map(one -> new Components.Known(
                        one.one(),
                        one.other(),
                        one.usual(),
                        one.lag() * ComponentState.ROW_MILLIS / 1000,
                        Double.isNaN(one.now()) ? null : one.now(),
                        one.broken()))
                .toList();
    }
}
