package com.kaldrix.monitoring.alert.route;

import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route as it is written down, before it inherits.
 *
 * @param settings what it says for itself
 * @param hours when it speaks
 * @param matchers which alerts it takes, in any order
 * @param continues whether an alert that it took goes on to the next route beside it
 * @param routes the routes below it, in order
 */
public record RouteDefinition(
        Settings settings, Hours hours, Matchers matchers, boolean continues, List<RouteDefinition> routes) {

    /** What a route says for itself; each null for what the route above says. */
    public record Settings(
            @Nullable String receiver,
            @Nullable GroupBy groupBy,
            @Nullable Duration groupWait,
            @Nullable Duration groupInterval,
            @Nullable Duration repeatInterval) {
        /** Says nothing. */
        public static final Settings INHERITED = new Settings(null, null, null, null, null);
    }

    /**
     * When a route speaks. Not inherited, as in Alertmanager.
     *
     * @param mute names of the time intervals in which it keeps quiet
     * @param active names of the time intervals outside of which it keeps quiet; empty when it speaks at all times
     */
    public record Hours(List<String> mute, List<String> active) {
        /** Speaks at all times. */
        public static final Hours ALWAYS = new Hours(List.of(), List.of());

        public Hours {
            mute = List.copyOf(mute);
            active = List.copyOf(active);
        }
    }

    /** A route that speaks at all times. */
    public RouteDefinition(Settings settings, Matchers matchers, boolean continues, List<RouteDefinition> routes) {
        this(settings, Hours.ALWAYS, matchers, continues, routes);
    }

    public RouteDefinition {
        routes = List.copyOf(routes);
    }
}
