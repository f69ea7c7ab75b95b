package com.kaldrix.monitoring.metrics.relabel;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of relabelling, applied one after the other. Safe for several threads. */
public final class RelabelRules {
    private static final RelabelRules NONE = new RelabelRules(List.of());

    private final List<RelabelRule> rules;
    private final List<RelabelStep> steps;

    public RelabelRules(List<RelabelRule> rules) {
        this.rules = List.copyOf(rules);
        this.steps = this.rules.stream().map(RelabelStep::new).toList();
    }

    /** Rules that change nothing and drop nothing. */
    public static RelabelRules none() {
        return NONE;
    }

    /**
     * Changes labels.
     *
     * @return false when what they belong to is dropped; the labels are then in no particular state
     */
    public boolean apply(LabelSet labels) {
        for (RelabelStep step : steps) {
            if (!step.apply(labels)) {
                return false;
            }
        }
        return true;
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The rules as they were given. */
    public List<RelabelRule> all() {
        return rules;
    }

    /** Two are the same when their rules are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RelabelRules more && rules.equals(more.rules);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    @Override
    public String toString() {
        return rules.toString();
    }
}
