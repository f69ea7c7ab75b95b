package com.kaldrix.monitoring.anomaly.stream;

/**
 * How far apart the readings of a series usually are, so that a missing one is told from one that is not due. Follows what is
 * seen slowly, and a longer distance at once by a half, so that a series that becomes rarer is not called missing for long.
 */
final class Spacing {
    private static final double SLOWLY = 0.1;

    private double usual;

    /** @param usual milliseconds as {@link #exactly} has it; 0 while nothing is known */
    Spacing(double usual) {
        this.usual = usual;
    }

    /** Takes note of the distance between two readings, in milliseconds. */
    void seen(long distance) {
        if (usual == 0) {
            usual = distance;
        } else if (distance > usual) {
            usual += 0.5 * (distance - usual);
        } else {
            usual += SLOWLY * (distance - usual);
        }
    }

    /** The usual distance in milliseconds, at least that of a window; 0 while nothing is known. */
    long usual() {
        return Math.round(usual);
    }

    /** What a new one is made of, to go on from here. */
    double exactly() {
        return usual;
    }
}
