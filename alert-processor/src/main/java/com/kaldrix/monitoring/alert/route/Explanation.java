package com.kaldrix.monitoring.alert.route;

import com.kaldrix.monitoring.common.label.Matcher;
import java.util.Optional;

/**
 * What one route said to one alert. Routes that were never asked, because one before them took the alert, have none.
 *
 * @param route who was asked
 * @param depth how far below the root; 0 for the root
 * @param verdict what it said
 * @param failed the first matcher that does not hold; empty unless {@link Verdict#REFUSED}
 */
public record Explanation(Route route, int depth, Verdict verdict, Optional<Matcher> failed) {
    /** What a route does with an alert. */
    public enum Verdict {
        /** A matcher does not hold. */
        REFUSED,
        /** The route takes the alert, and a route below it has the last word. */
        PASSED_ON,
        /** The alert ends up here, and this route's receiver is told. */
        CHOSEN
    }
}
