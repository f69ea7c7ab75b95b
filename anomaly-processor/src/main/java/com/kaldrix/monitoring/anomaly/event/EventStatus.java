package com.kaldrix.monitoring.anomaly.event;

import java.util.Locale;

/** What people say of an event. */
public enum EventStatus {
    /** Nobody has said anything yet. */
    OPEN,
    ACKNOWLEDGED,
    INVESTIGATING,
    /** A cause was found. */
    RESOLVED,
    /** Nothing was wrong. */
    FALSE_POSITIVE,
    /** It was unusual and is fine, such as maintenance. */
    EXPECTED;

    /** As it is written in the API and in the database, such as {@code false-positive}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The status of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static EventStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public String toString() {
        return word();
    }
}
