package com.kaldrix.monitoring.metrics.kpi.definition;

import java.util.List;
import java.util.Optional;

/**
 * A key performance indicator.
 *
 * @param name such as {@code block_height}; exposed as {@code kaldrix_block_height}
 * @param help for people
 * @param unit such as {@code seconds}, {@code percent} or {@code 1}
 * @param component which part of KALDRIX it is about, such as {@code consensus}; alerts carry it
 * @param value how it is computed
 * @param regions how the values of the regions become the global one
 * @param cloudWatch how CloudWatch gets it; empty when it does not
 * @param thresholds when it is bad
 */
public record Kpi(
        String name,
        String help,
        String unit,
        String component,
        Expression value,
        Regions regions,
        Optional<CloudWatch> cloudWatch,
        List<Threshold> thresholds) {
    /** Ways over the regions. */
    public enum Regions {
        /** Computed from the inputs of all regions together. */
        POOLED,
        /** All together. */
        SUM,
        /** The largest. */
        MAX,
        /** The least. */
        MIN,
        /** The average. */
        MEAN,
        /** The average weighted by traffic. */
        WEIGHTED
    }

    /**
     * A metric of CloudWatch.
     *
     * @param name such as {@code TransactionRate}
     * @param unit one of CloudWatch's, such as {@code Count}
     * @param value what is pushed when that is not the KPI itself, such as a count within the window; empty for the KPI
     */
    public record CloudWatch(String name, String unit, Optional<Expression> value) {}

    public Kpi {
        thresholds = List.copyOf(thresholds);
    }

    /** The name under which it is exposed. */
    public String exposedName() {
        return "kaldrix_" + name;
    }
}
