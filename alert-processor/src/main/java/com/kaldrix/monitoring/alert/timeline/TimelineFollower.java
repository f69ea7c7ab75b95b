package com.kaldrix.monitoring.alert.timeline;

/** Whoever tells elsewhere what comes to timelines. */
@FunctionalInterface
public interface TimelineFollower {
    /** Whether what comes now is to be remembered for them, beside the timeline; asked at each entry. */
    boolean follows();
}
