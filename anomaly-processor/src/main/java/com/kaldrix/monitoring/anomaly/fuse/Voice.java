package com.kaldrix.monitoring.anomaly.fuse;

/**
 * How a detector counts.
 *
 * @param group with which it speaks
 * @param pages whether it counts for paging as well; all count for the score
 * @param slow whether it compares with long ago, and so sees what changes {@link Gradual slowly}
 */
public record Voice(Group group, boolean pages, boolean slow) {

    /** Detectors that see the same things in the same way, so that many of a kind do not outvote one of another. */
    public enum Group {
        /** One number against what is usual for it. */
        SIMPLE,
        /** Whether the last readings are like any before. */
        SHAPE,
        /** Isolation by random cuts. */
        FOREST
    }
}
