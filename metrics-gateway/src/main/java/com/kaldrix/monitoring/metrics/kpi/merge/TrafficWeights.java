package com.kaldrix.monitoring.metrics.kpi.merge;

import com.kaldrix.monitoring.common.region.Region;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How much of the traffic each region has. Over the regions that have a value the weights are renormalised; a region without
 * a weight weighs nothing, unless none of them has one: then all weigh the same.
 *
 * @param weights at least 0
 */
public record TrafficWeights(Map<Region, Double> weights) {
    public TrafficWeights {
        weights = Map.copyOf(weights);
        weights.forEach((region, weight) -> {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("the weight of " + region + " must be at least 0, not " + weight);
            }
        });
    }

    /** The regions that have a weight, and so are expected to report. */
    public Set<Region> regions() {
        return new TreeSet<>(weights.keySet());
    }

    /** The average of the values. */
    double mean(Map<Region, Double> values) {
        double weight = 0;
        double sum = 0;
        double plain = 0;
        for (Map.Entry<Region, Double> value : new TreeMap<>(values).entrySet()) {
            double own = weights.getOrDefault(value.getKey(), 0.0);
            weight += own;
            sum += own * value.getValue();
            plain += value.getValue();
        }
        return weight > 0 ? sum / weight : plain / values.size();
    }
}
