package com.kaldrix.monitoring.anomaly.detector;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Readings that were uploaded to metric sets. */
public interface SetReadings {
    /**
     * A reading.
     *
     * @param value not a number for a gap
     */
    record Uploaded(String metric, Instant at, double value) {}

    /** Keeps them in the caller's transaction, in place of those of the same metric and time. */
    void add(UUID set, List<Uploaded> readings);

    /**
     * Those of a metric in the order of time.
     *
     * @param set the set's name
     * @param most how many at most
     * @return empty when there is no such set, or no such metric in it
     */
    Optional<List<Uploaded>> of(String set, String metric, Instant from, Instant to, int most);

    /** How many a set has. */
    long count(UUID set);

    /** Forgets those that are older than that; how many. */
    int forget(Instant before, int most);
}
