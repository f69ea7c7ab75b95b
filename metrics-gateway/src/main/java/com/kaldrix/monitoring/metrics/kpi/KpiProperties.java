package com.kaldrix.monitoring.metrics.kpi;

import com.kaldrix.monitoring.common.queue.QueueName;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.kpi.merge.TrafficWeights;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * KPIs.
 *
 * @param fileOrNull a file that adds to the shipped KPIs and changes them; null or empty for none
 * @param queue the queue, or several, with what other gateways say, each {@code region:name}; empty for none
 * @param weights share of the traffic by region
 * @param lateness how long after a window's end samples of it are waited for
 * @param patience how long after a window's end other gateways are waited for; longer than lateness
 * @param mostSeries how many series are kept at most for KPIs
 */
@ConfigurationProperties("kaldrix.kpi")
record KpiProperties(
        @org.springframework.boot.context.properties.bind.Name("file") @Nullable
        String fileOrNull,

        @DefaultValue List<String> queue,
        @DefaultValue Map<String, Double> weights,
        @DefaultValue("30s") Duration lateness,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("50000") int mostSeries) {
    /** The length of a window, which is part of the contract. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private static final Map<String, Double> TRAFFIC = Map.of("us-east-1", 70.0, "us-west-2", 20.0, "eu-west-1", 10.0);

    KpiProperties {
        queue = queue.stream().filter(name -> !name.isBlank()).toList();
        queueNames(queue);
        weights = weights.isEmpty() ? TRAFFIC : Map.copyOf(weights);
        weights.forEach((region, weight) -> {
            if (Region.find(region).isEmpty() || !(weight >= 0) || weight.isInfinite()) {
                throw new IllegalArgumentException("kaldrix.kpi.weights must hold shares by region, at least 0, such as"
                        + " us-east-1=70, not " + region + "=" + weight);
            }
        });
        if (lateness.isNegative() || lateness.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("kaldrix.kpi.lateness must be from 0s to 5m, not " + lateness);
        }
        if (patience.compareTo(lateness.plusSeconds(5)) < 0 || patience.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(
                    "kaldrix.kpi.patience must be from kaldrix.kpi.lateness and 5s to 10m, not " + patience);
        }
        if (mostSeries < 1) {
            throw new IllegalArgumentException("kaldrix.kpi.most-series must be at least 1, not " + mostSeries);
        }
    }

    /** The queues on which other gateways are heard. */
    List<QueueName> queueNames() {
        return queueNames(queue);
    }

    private static List<QueueName> queueNames(List<String> queues) {
        return queues.stream()
                .map(queue -> QueueName.parse(queue, "kaldrix.kpi.queue"))
                .toList();
    }

    Optional<String> file() {
        return Optional.ofNullable(fileOrNull).filter(name -> !name.isBlank());
    }

    TrafficWeights trafficWeights() {
        Map<Region, Double> byRegion = new HashMap<>();
        weights.forEach((region, weight) -> byRegion.put(new Region(region), weight));
        return new TrafficWeights(byRegion);
    }
}
