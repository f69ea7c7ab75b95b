package com.kaldrix.monitoring.anomaly.series;

/** How much work a series is worth. */
public enum Tier {
    /** The detectors of constant state, for every series. */
    CHEAP,
    /** Those and the search for a period and the forests, for hot series and where a cheap detector stirs. */
    FULL
}
