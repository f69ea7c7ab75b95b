package com.kaldrix.monitoring.alert.interval;

/** The time intervals of the configuration in force. */
@FunctionalInterface
public interface Intervals {
    /** Others after the configuration has been loaded anew. */
    NamedIntervals current();
}
