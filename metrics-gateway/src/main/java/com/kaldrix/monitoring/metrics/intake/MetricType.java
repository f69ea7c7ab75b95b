package com.kaldrix.monitoring.metrics.intake;

import java.util.Locale;
import java.util.Optional;

/** Types of metrics, in the order of the numbers that remote write gives them in both versions. */
public enum MetricType {
    UNKNOWN,
    COUNTER,
    GAUGE,
    HISTOGRAM,
    GAUGEHISTOGRAM,
    SUMMARY,
    INFO,
    STATESET;

    /** As OpenMetrics writes it: {@code counter}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of this number in remote write; {@link #UNKNOWN} for one that does not exist. */
    public static MetricType of(int number) {
        return number >= 0 && number < values().length ? values()[number] : UNKNOWN;
    }

    /** Reads a word of a {@code # TYPE} line; {@code untyped} is unknown. */
    public static Optional<MetricType> find(String word) {
        if (word.equals("untyped")) {
            return Optional.of(UNKNOWN);
        }
        for (MetricType type : values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
