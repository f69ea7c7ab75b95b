package com.kaldrix.monitoring.metrics.histogram;

/** What the source knows of a counter reset before a histogram, in the order of remote write's numbers. */
public enum ResetHint {
    UNKNOWN,
    YES,
    NO,
    /** It is no counter: every histogram stands for itself. */
    GAUGE;

    /** The hint of this number; {@link #UNKNOWN} for one that does not exist. */
    public static ResetHint of(int number) {
        return number >= 0 && number < values().length ? values()[number] : UNKNOWN;
    }
}
