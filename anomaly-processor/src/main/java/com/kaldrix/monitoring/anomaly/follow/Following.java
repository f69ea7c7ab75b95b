package com.kaldrix.monitoring.anomaly.follow;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.List;
import java.util.Optional;

/**
 * Which series are followed.
 *
 * @param series those of components
 * @param thresholds the first that matches counts; a series with one is followed in any case
 * @param mostPerComponent how many of a component's series at most, the first that come
 */
public record Following(List<Matchers> series, List<Rule> thresholds, int mostPerComponent) {
    /** Nothing is followed. */
    public static final Following NOTHING = new Following(List.of(), List.of(), 0);

    /**
     * Series with a threshold.
     *
     * @param wished whether operators said so; else it follows from the metric's name
     */
    public record Rule(Matchers series, Threshold threshold, boolean wished) {}

    public Following {
        series = List.copyOf(series);
        thresholds = List.copyOf(thresholds);
    }

    /** Whether readings of a series are wanted. */
    public boolean follows(Labels labels) {
        return isOfComponent(labels) || threshold(labels).isPresent();
    }

    boolean isOfComponent(Labels labels) {
        return labels.find("component").isPresent() && series.stream().anyMatch(one -> one.matches(labels));
    }

    /** The threshold of a series. */
    public Optional<Threshold> threshold(Labels labels) {
        return rule(labels).map(Rule::threshold);
    }

    /** Whether operators gave a series its threshold. */
    public boolean isWished(Labels labels) {
        return rule(labels).filter(Rule::wished).isPresent();
    }

    private Optional<Rule> rule(Labels labels) {
        return thresholds.stream().filter(rule -> rule.series().matches(labels)).findFirst();
    }
}
