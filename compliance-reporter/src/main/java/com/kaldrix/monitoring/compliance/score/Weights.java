package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.FindingSeverity;

/** How much a requirement counts in our own score: each step of severity twice the one below it. What nobody has rated counts as medium. */
public final class Weights {
    private Weights() {}

    /** More than 0. */
    public static double of(FindingSeverity severity) {
        return switch (severity) {
            case INFORMATIONAL -> 1;
            case LOW -> 2;
            case UNRATED, MEDIUM -> 4;
            case HIGH -> 8;
            case CRITICAL -> 16;
        };
    }

    /** The one that counts for more; of two that count the same, the one that somebody has rated. */
    public static FindingSeverity heavier(FindingSeverity one, FindingSeverity other) {
        int order = Double.compare(of(one), of(other));
        return order > 0 || order == 0 && other == FindingSeverity.UNRATED ? one : other;
    }
}
