package com.kaldrix.monitoring.anomaly.anomaly;

import java.util.Locale;

/** What an anomaly looks like. */
public enum AnomalyType {
    SPIKE,
    DIP,
    GRADUAL_GROWTH,
    GRADUAL_DECLINE,
    LEVEL_SHIFT,
    PATTERN_DEVIATION,
    CORRELATION_BREAK,
    MISSING_DATA,
    PREDICTED_BREACH;

    /** As it is written in the API and in the database, such as {@code level-shift}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In words for people, such as "level shift". */
    public String phrase() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The type of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AnomalyType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public String toString() {
        return word();
    }
}
