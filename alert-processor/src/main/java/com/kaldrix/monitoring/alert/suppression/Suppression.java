package com.kaldrix.monitoring.alert.suppression;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.condition.Conditions;
import com.kaldrix.monitoring.alert.condition.Conditions.Judged;
import com.kaldrix.monitoring.alert.condition.KnownNeighbours;
import com.kaldrix.monitoring.alert.condition.Neighbours;
import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.alert.inhibition.Inhibition;
import com.kaldrix.monitoring.alert.inhibition.InhibitionRule;
import com.kaldrix.monitoring.alert.inhibition.InhibitionRules;
import com.kaldrix.monitoring.alert.interval.Intervals;
import com.kaldrix.monitoring.alert.interval.NamedIntervals;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.silence.Silence;
import com.kaldrix.monitoring.alert.silence.Silences;
import com.kaldrix.monitoring.alert.window.ActiveWindows;
import com.kaldrix.monitoring.alert.window.ActiveWindows.Active;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matcher;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Says what keeps alerts from being told. It looks into the database each time and remembers nothing, so that a service that has
 * just been started knows as much as one that has run for long, and all replicas agree.
 */
@Component
public class Suppression {
    private final Silences silences;
    private final Alerts alerts;
    private final Supplier<InhibitionRules> rules;
    private final Intervals intervals;
    private final ActiveWindows windows;
    private final Conditions conditions;

    Suppression(
            Silences silences,
            Alerts alerts,
            Supplier<InhibitionRules> rules,
            Intervals intervals,
            ActiveWindows windows,
            Conditions conditions) {
        this.silences = silences;
        this.alerts = alerts;
        this.rules = rules;
        this.intervals = intervals;
        this.windows = windows;
        this.conditions = conditions;
    }

    /** What holds for some alerts of a route, in the caller's transaction. */
    public Verdicts judge(Route route, Collection<Alert> some, Instant now) {
        Map<Fingerprint, Labels> seen = seen(some);
        Inhibition inhibition = inhibition(seen.values(), now);
        return verdicts(some, seen, quiet(inhibition, now), muting(route, now));
    }

    /**
     * What silences, windows and inhibition say of all alerts that fire.
     *
     * @param firing all of them
     * @param seen what routes see of each: {@link #seen} of the same
     */
    public Verdicts judgeAll(Collection<Alert> firing, Map<Fingerprint, Labels> seen, Instant now) {
        Inhibition inhibition = new Inhibition(rules.get(), seen);
        return verdicts(firing, seen, quiet(inhibition, now), new Muting(List.of(), false));
    }

    /** Whether a route keeps quiet, and for which intervals. */
    public Muting muting(Route route, Instant now) {
        return muting(intervals.current(), route, now);
    }

    /** As {@link #muting(Route, Instant)}, by these intervals. */
    public static Muting muting(NamedIntervals named, Route route, Instant now) {
        List<String> muted = named.containing(route.muteTimeIntervals(), now);
        if (!muted.isEmpty()) {
            return new Muting(muted, true);
        }
        boolean outside = !route.activeTimeIntervals().isEmpty()
                && named.containing(route.activeTimeIntervals(), now).isEmpty();
        return outside ? new Muting(route.activeTimeIntervals(), true) : new Muting(List.of(), false);
    }

    /**
     * @param by names of intervals
     * @param muted whether the route keeps quiet
     */
    public record Muting(List<String> by, boolean muted) {}

    private Quiet quiet(Inhibition inhibition, Instant now) {
        Neighbours neighbours = new KnownNeighbours(alerts, now);
        return new Quiet(
                silences.active(now),
                windows.at(now),
                inhibition,
                conditions.any() ? alert -> conditions.of(alert, neighbours, now) : alert -> Judged.NOTHING);
    }

    /** What may keep an alert quiet at one moment. */
    private record Quiet(
            List<Silence> silences, List<Active> windows, Inhibition inhibition, Function<Alert, Judged> conditions) {
        Verdict of(Labels labels, List<HeldBy> byConditions) {
            Optional<Fingerprint> inhibitedBy = inhibition.of(labels);
            List<UUID> silencedBy = silencedBy(labels);
            List<HeldBy> heldBy = windows.isEmpty() ? byConditions : heldBy(labels, byConditions);
            return silencedBy.isEmpty() && inhibitedBy.isEmpty() && heldBy.isEmpty()
                    ? Verdict.NONE
                    : new Verdict(silencedBy, inhibitedBy, heldBy);
        }

        private List<UUID> silencedBy(Labels labels) {
            return silences.isEmpty()
                    ? List.of()
                    : silences.stream()
                            .filter(silence -> silence.covers(labels))
                            .map(Silence::id)
                            .toList();
        }

        private List<HeldBy> heldBy(Labels labels, List<HeldBy> byConditions) {
            return Stream.concat(
                            windows.stream()
                                    .filter(active -> active.window().covers(labels))
                                    .map(Suppression::heldBy),
                            byConditions.stream())
                    .toList();
        }
    }

    private static HeldBy heldBy(Active active) {
        return new HeldBy(
                switch (active.window().kind()) {
                    case MAINTENANCE -> HeldBy.Kind.WINDOW;
                    case SILENCE -> HeldBy.Kind.SILENCE;
                },
                active.window().id().toString(),
                active.window().name(),
                active.occurrence().startsAt(),
                active.occurrence().endsAt());
    }

    private static Verdicts verdicts(
            Collection<Alert> some, Map<Fingerprint, Labels> seen, Quiet quiet, Muting muting) {
        Map<Fingerprint, Verdict> verdicts = new HashMap<>();
        Map<Fingerprint, List<HeldBy>> tried = new HashMap<>();
        for (Alert alert : some) {
            Judged judged = quiet.conditions().apply(alert);
            Fingerprint fingerprint = alert.fingerprint();
            Verdict verdict = quiet.of(seen.getOrDefault(fingerprint, alert.labels()), judged.held());
            if (verdict.suppressed()) {
                verdicts.put(fingerprint, verdict);
            }
            if (!judged.tried().isEmpty()) {
                tried.put(fingerprint, judged.tried());
            }
        }
        return new Verdicts(verdicts, muting.by(), muting.muted(), tried);
    }

    private Inhibition inhibition(Collection<Labels> targets, Instant now) {
        InhibitionRules about = rules.get().about(targets);
        List<Map<String, Set<String>>> needed = about.all().stream()
                .map(rule -> needed(rule, targets))
                .distinct()
                .toList();
        Map<Fingerprint, Labels> sources = needed.isEmpty() ? Map.of() : seen(alerts.firingAny(needed, now));
        return new Inhibition(about, sources);
    }

    /** What the database can tell of a rule's sources; the rest is looked at here. */
    private static Map<String, Set<String>> needed(InhibitionRule rule, Collection<Labels> targets) {
        Map<String, Set<String>> needed = new HashMap<>();
        for (String name : rule.equal()) {
            needed.put(
                    name,
                    targets.stream()
                            .filter(labels -> rule.target().matches(labels))
                            .map(labels -> labels.get(name))
                            .collect(Collectors.toCollection(HashSet::new)));
        }
        for (Matcher matcher : rule.source().all()) {
            matcher.onlyValues()
                    .ifPresent(values -> needed.merge(matcher.name(), new HashSet<>(values), (equal, wanted) -> {
                        equal.retainAll(wanted);
                        return equal;
                    }));
        }
        // It is derived at each look, and what stands in the database may be the source's own word.
        needed.remove(Alert.SEVERITY);
        return needed;
    }

    /** What routes see of each alert, in their order. */
    public static Map<Fingerprint, Labels> seen(Collection<Alert> some) {
        return some.stream()
                .collect(Collectors.toMap(
                        Alert::fingerprint, Alert::routingLabels, (one, other) -> one, LinkedHashMap::new));
    }
}
