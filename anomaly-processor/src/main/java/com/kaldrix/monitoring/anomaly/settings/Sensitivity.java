package com.kaldrix.monitoring.anomaly.settings;

import java.util.Locale;

/** How easily an alert is raised. */
public enum Sensitivity {
    LOW,
    MEDIUM,
    HIGH;

    /** As it is written in the API, in the parameters and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The sensitivity of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Sensitivity of(String word) {
        for (Sensitivity one : values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException("must be one of low, medium, high");
    }
}
