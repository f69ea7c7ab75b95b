package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.intake.MetricType;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells counters from what is none: by the type that came with the samples, and where none came by the name. Bounded; for one
 * thread.
 */
final class CounterNames {
    private static final int MOST = 20_000;
    private static final String[] PARTS = {"_bucket", "_count", "_sum"};

    private final Map<String, MetricType> types = new HashMap<>();
    private int version;

    /** Notes a type; {@link MetricType#UNKNOWN} says nothing. */
    void metadata(String family, int number) {
        MetricType type = MetricType.of(number);
        if (type != MetricType.UNKNOWN
                && (types.size() < MOST || types.containsKey(family))
                && types.put(family, type) != type) {
            version++;
        }
    }

    /** Another number whenever the answer for a name may be another. */
    int version() {
        return version;
    }

    boolean isCounter(String name) {
        MetricType own = types.get(name);
        if (own != null && own != MetricType.HISTOGRAM && own != MetricType.SUMMARY) {
            return own == MetricType.COUNTER;
        }
        for (String part : PARTS) {
            if (name.endsWith(part)) {
                MetricType family = types.get(name.substring(0, name.length() - part.length()));
                return family == null || family == MetricType.HISTOGRAM || family == MetricType.SUMMARY;
            }
        }
        if (name.endsWith("_total")) {
            MetricType family = types.get(name.substring(0, name.length() - "_total".length()));
            return family == null || family == MetricType.COUNTER;
        }
        return false;
    }
}
