package com.kaldrix.monitoring.anomaly.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The readings of followed series: single ones for some hours, hourly means for two months. */
public interface Readings {
    /** So long are hourly means kept. */
    Duration HOURS_KEPT = Duration.ofDays(62);

    /** A reading of one of several series. */
    record Point(UUID series, Instant at, double value) {}

    /**
     * An hour of a series.
     *
     * @param at its beginning
     */
    record Hour(Instant at, double mean, double low, double high, long count) {}

    /** All followed series, in the order in which they came. */
    List<Followed> all();

    /** The followed series of that id. */
    Optional<Followed> find(UUID id);

    /** The readings of some series after a time, in the order of time. */
    List<Point> after(List<UUID> series, Instant after, Instant until);

    /** The hours of a series from a time on, in their order; the last one may still be growing. */
    List<Hour> hours(UUID series, Instant from);

    /** Deletes what is older than it is kept, and series of which nothing is left; how many readings. */
    int forget(Instant now, Duration keep);
}
