package com.kaldrix.monitoring.metrics.kpi.definition;

import com.kaldrix.monitoring.metrics.kpi.definition.Expression.Aggregation;
import com.kaldrix.monitoring.metrics.window.Selector;
import java.time.Duration;
import java.util.List;

/**
 * What KPIs are made of. Of its alternatives the first that has data in a window counts, so that a node that has the same fact
 * under two names is not counted twice.
 *
 * @param name such as {@code transactions_ok}
 * @param help for people; may be empty
 * @param from in order of preference; never empty
 */
public record KpiInput(String name, String help, List<Alternative> from) {
    /** How a series becomes a number. */
    public enum Fold {
        /** What a gauge shows. */
        VALUE,
        /** By how much a counter grows per second. */
        RATE,
        /** By how much a gauge grows per second; where it shrinks, as at a reorganisation of the chain, it grows by nothing. */
        GROWTH,
        /** The buckets of a classic histogram, by their label {@code le}: observations per second. */
        BUCKETS
    }

    /**
     * Where the input comes from.
     *
     * @param source which exporter, such as {@code cometbft}; unique within the input
     * @param select which series
     * @param combine how the series of a region become one number: sum, mean, min, max or last
     * @param scale by which each value is multiplied, for other units
     * @param lookback how long a value holds when no newer one comes
     */
    public record Alternative(
            String source, Selector select, Fold fold, Aggregation combine, double scale, Duration lookback) {}

    public KpiInput {
        from = List.copyOf(from);
        if (from.isEmpty()) {
            throw new IllegalArgumentException("an input comes from somewhere");
        }
    }
}
