package com.kaldrix.monitoring.local.remotewrite;

/** What of a load has arrived somewhere: at a target, or in an archive. */
@FunctionalInterface
public interface Arrived {
    /**
     * The times in milliseconds of all samples of a series, sorted; those that came twice twice; empty when none came.
     *
     * @param identity the series' value of the label {@link LoadShape#IDENTITY}
     */
    long[] sortedTimestamps(String identity);
}
