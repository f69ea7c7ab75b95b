package com.kaldrix.monitoring.metrics.intake;

import java.util.Locale;

/** Why a sample was refused. */
public enum Rejection {
    /** A name or value that is none: empty name, duplicate name, text that is no UTF-8, no metric name. */
    INVALID_LABELS,
    /** More labels, or longer ones, than are taken. */
    LABELS_TOO_LARGE,
    /** The source has as many series as it may. */
    SOURCE_LIMIT,
    /** There are as many series as there may be in all. */
    TOTAL_LIMIT,
    /** The time lies too far ahead. */
    TOO_FAR_AHEAD,
    /** A histogram that contradicts itself. */
    INVALID_HISTOGRAM,
    /** An exemplar that is none: labels too long. */
    INVALID_EXEMPLAR,
    /** A value, a type or a unit that the protocol does not have, or that has no counterpart here. */
    UNSUPPORTED,
    /** What the source sent cannot be read. */
    MALFORMED,
    /** A rule of the configuration drops it. */
    DROPPED_BY_RULE,
    /** The target sent more samples than it may. */
    SAMPLE_LIMIT;

    /** As metrics and answers write it: {@code source-limit}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
