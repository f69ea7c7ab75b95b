package com.kaldrix.monitoring.alert.route;

import com.kaldrix.monitoring.alert.route.RouteDefinition.Hours;
import com.kaldrix.monitoring.alert.route.RouteDefinition.Settings;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A node of the routing tree. Behaves as Alertmanager's {@code dispatch.Route}: an alert goes down to the deepest routes
 * that take it, from the first to the last beside each other, and stops at the first that takes it and does not
 * {@code continue}.
 */
public final class Route {
    private static final Comparator<Matcher> ORDER =
            Comparator.comparing(Matcher::name).thenComparing(Matcher::value).thenComparing(Matcher::operator);

    private final Place place;
    private final Matchers matchers;
    private final boolean continues;
    private final Options options;
    private final List<Route> routes;

    /** How a route is called, see {@link #key}, {@link #id} and {@link #identity}. */
    private record Place(String key, String id, String identity) {}

    /** What holds for a route after it has inherited. */
    private record Options(
            String receiver,
            GroupBy groupBy,
            Duration groupWait,
            Duration groupInterval,
            Duration repeatInterval,
            Hours hours) {
        static final Options DEFAULT = new Options(
                "", GroupBy.NOTHING, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4), Hours.ALWAYS);

        Options with(Settings own, Hours ownHours) {
            return new Options(
                    Optional.ofNullable(own.receiver()).orElse(receiver),
                    Optional.ofNullable(own.groupBy()).orElse(groupBy),
                    Optional.ofNullable(own.groupWait()).orElse(groupWait),
                    Optional.ofNullable(own.groupInterval()).orElse(groupInterval),
                    Optional.ofNullable(own.repeatInterval()).orElse(repeatInterval),
                    ownHours);
        }
    }

    private Route(Place place, Matchers matchers, boolean continues, Options options, List<Route> routes) {
        this.place = place;
        this.matchers = matchers;
        this.continues = continues;
        this.options = options;
        this.routes = routes;
    }

    /**
     * The tree under a root.
     *
     * @throws IllegalArgumentException if the root has no receiver, has matchers, or continues
     */
    public static Route root(RouteDefinition definition) {
        if (definition.settings().receiver() == null
                || definition.settings().receiver().isEmpty()) {
            throw new IllegalArgumentException("the root route needs a receiver");
        }
        if (!definition.matchers().isEmpty() || definition.continues()) {
            throw new IllegalArgumentException("the root route takes everything: no matchers, no continue");
        }
        return build(definition, new Place("{}", "{}", "{}"), Matchers.any(), Options.DEFAULT);
    }

    private static Route build(RouteDefinition definition, Place place, Matchers sorted, Options inherited) {
        Options options = inherited.with(definition.settings(), definition.hours());
        List<Route> children = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (RouteDefinition child : definition.routes()) {
            Matchers matchers =
                    new Matchers(child.matchers().all().stream().sorted(ORDER).toList());
            int twin = seen.merge(matchers.toString(), 1, Integer::sum);
            Place below = new Place(
                    place.key() + "/" + matchers,
                    place.id() + "/" + matchers + "/" + children.size(),
                    place.identity() + "/" + matchers + (twin == 1 ? "" : "#" + twin));
            children.add(build(child, below, matchers, options));
        }
        return new Route(place, sorted, definition.continues(), options, List.copyOf(children));
    }

    /**
     * Alertmanager's route key: the matchers from the root down, such as {@code {}/{severity="P0"}}. Routes beside each
     * other with the same matchers share it.
     */
    public String key() {
        return place.key();
    }

    /** Alertmanager's route id: the key with the place among the routes beside it, {@code {}/{severity="P0"}/0}; unique. */
    public String id() {
        return place.id();
    }

    /**
     * The key, with {@code #2}, {@code #3}, … where earlier routes beside it have the same matchers; unique. Other than
     * {@link #id} it stays the same when an unrelated route is put before this one, so what is open survives a reload.
     */
    public String identity() {
        return place.identity();
    }

    public String receiver() {
        return options.receiver();
    }

    /** In Alertmanager's order: by name, value, operator. */
    public Matchers matchers() {
        return matchers;
    }

    public GroupBy groupBy() {
        return options.groupBy();
    }

    /** Whether an alert that this route took goes on to the next route beside it. */
    public boolean continues() {
        return continues;
    }

    /** How long the first notification of a group waits for more alerts; may be zero. */
    public Duration groupWait() {
        return options.groupWait();
    }

    /** How long a change of a group waits after the last notification; positive. */
    public Duration groupInterval() {
        return options.groupInterval();
    }

    /** After what time an unchanged group is told again; positive. */
    public Duration repeatInterval() {
        return options.repeatInterval();
    }

    /** Names of the time intervals in which it keeps quiet, in order. */
    public List<String> muteTimeIntervals() {
        return options.hours().mute();
    }

    /** Names of the time intervals outside of which it keeps quiet, in order; empty when it speaks at all times. */
    public List<String> activeTimeIntervals() {
        return options.hours().active();
    }

    /** The routes below, in order. */
    public List<Route> routes() {
        return routes;
    }

    /**
     * The routes that an alert ends up on, in order; never empty for the root.
     *
     * @param labels the alert's labels, as routes see them
     */
    public List<Route> match(Labels labels) {
        if (!matchers.matches(labels)) {
            return List.of();
        }
        List<Route> all = new ArrayList<>();
        for (Route route : routes) {
            List<Route> found = route.match(labels);
            all.addAll(found);
            if (!found.isEmpty() && !route.continues) {
                break;
            }
        }
        return all.isEmpty() ? List.of(this) : List.copyOf(all);
    }

    /** What an alert shares with all others of its group on this route. */
    public Labels groupLabels(Labels labels) {
        return options.groupBy().of(labels);
    }

    /** Alertmanager's group key: the route's key and the group's labels, {@code {}:{region="eu-west-1"}}. */
    public String groupKey(Labels labels) {
        return key() + ":" + groupLabels(labels);
    }

    /** Why {@link #match} finds what it finds: each route that it asks, in the order of asking. */
    public List<Explanation> explain(Labels labels) {
        List<Explanation> explanations = new ArrayList<>();
        explain(labels, 0, explanations);
        return List.copyOf(explanations);
    }

    private boolean explain(Labels labels, int depth, List<Explanation> explanations) {
        Optional<Matcher> failed = matchers.all().stream()
                .filter(matcher -> !matcher.matches(labels))
                .findFirst();
        if (failed.isPresent()) {
            explanations.add(new Explanation(this, depth, Explanation.Verdict.REFUSED, failed));
            return false;
        }
        int own = explanations.size();
        boolean below = false;
        for (Route route : routes) {
            boolean took = route.explain(labels, depth + 1, explanations);
            below |= took;
            if (took && !route.continues) {
                break;
            }
        }
        Explanation.Verdict verdict = below ? Explanation.Verdict.PASSED_ON : Explanation.Verdict.CHOSEN;
        explanations.add(own, new Explanation(this, depth, verdict, Optional.empty()));
        return true;
    }

    /** The route with this {@link #identity}, here or below; empty when there is none. */
    public Optional<Route> find(String wanted) {
        if (place.identity().equals(wanted)) {
            return Optional.of(this);
        }
        return routes.stream().flatMap(route -> route.find(wanted).stream()).findFirst();
    }

    /** Visits this route and all below it, from the top, in order. */
    public void walk(Consumer<Route> visitor) {
        visitor.accept(this);
        routes.forEach(route -> route.walk(visitor));
    }

    @Override
    public String toString() {
        return place.identity() + " -> " + options.receiver();
    }
}
