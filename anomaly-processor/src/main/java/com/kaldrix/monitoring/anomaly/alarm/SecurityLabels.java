package com.kaldrix.monitoring.anomaly.alarm;

import java.util.Map;
import java.util.TreeMap;

/** The labels of what is taken for a series of the component {@code security}. */
final class SecurityLabels {
    private SecurityLabels() {}

    /** To be added to. */
    static Map<String, String> of(String name) {
        return new TreeMap<>(Map.of("__name__", name, "component", "security"));
    }

    /** Adds a label; one without a value is none. */
    static void put(Map<String, String> labels, String name, String value) {
        if (!value.isBlank()) {
            labels.put(name, value);
        }
    }
}
