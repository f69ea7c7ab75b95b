package com.kaldrix.monitoring.metrics.forward.cloudwatch;

import com.kaldrix.monitoring.metrics.kpi.definition.Kpi;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A number for CloudWatch.
 *
 * @param name of the metric
 * @param region value of the dimension {@code Region}
 * @param at when the window began
 */
record KpiDatum(String name, String unit, String region, Instant at, double value) {
    /** API Reference, MetricDatum, Value: what is smaller is zero, and what is larger is refused. */
    private static final double LARGEST = Math.pow(2, 360);

    private static final String SEPARATOR = "\t";

    /** Those of a window, for these regions. */
    static List<KpiDatum> of(KpiWindow window, Set<String> regions, KpiCatalogue catalogue) {
        List<KpiDatum> data = new ArrayList<>();
        for (Map.Entry<String, Map<String, Outcome>> region : window.pushed().entrySet()) {
            if (!regions.contains(region.getKey())) {
                continue;
            }
            for (Kpi kpi : catalogue.kpis()) {
                kpi.cloudWatch().ifPresent(metric -> {
                    if (region.getValue().get(kpi.name()) instanceof Outcome.Value value
                            && Math.abs(value.number()) <= LARGEST) {
                        data.add(new KpiDatum(
                                metric.name(), metric.unit(), region.getKey(), window.start(), value.number()));
                    }
                });
            }
        }
        return data;
    }

    /** As a line of text. */
    String line() {
        return String.join(SEPARATOR, name, unit, region, at.toString(), Double.toString(value));
    }

    /** Reads a line; empty when it is none. */
    static Optional<KpiDatum> parse(String line) {
        String[] parts = line.split(SEPARATOR);
        if (parts.length != 5) {
            return Optional.empty();
        }
        return Optional.of(
                new KpiDatum(parts[0], parts[1], parts[2], Instant.parse(parts[3]), Double.parseDouble(parts[4])));
    }
}
