package com.kaldrix.monitoring.anomaly.feedback;

import java.util.Locale;

/** What people say of an anomaly. */
public enum FeedbackKind {
    /** It was unusual and is fine, until a time or at some hours of the week. */
    EXPECTED,
    /** Nothing was wrong. */
    FALSE_POSITIVE,
    /** Something was wrong, and its time is nothing to learn from. */
    INCIDENT;

    /** As it is written in the API and in the database, such as {@code false-positive}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FeedbackKind of(String word) {
        for (FeedbackKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("must be one of expected, false-positive, incident");
    }

    @Override
    public String toString() {
        return word();
    }
}
