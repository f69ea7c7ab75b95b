package com.kaldrix.monitoring.anomaly.roster;

import com.kaldrix.monitoring.anomaly.stream.Glance;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All series that are looked at. */
public interface Roster {
    /**
     * Which are wanted; what is empty does not narrow.
     *
     * @param metric the metric's name, or with a star at its end how it begins
     * @param labels these labels have these values
     */
    record Filter(Optional<String> metric, Map<String, String> labels) {}

    /** Keeps how it stands with series of a shard, in place of what was known. */
    void keep(int shard, Map<Labels, Glance> series, Instant now);

    /** A page of them, by metric. */
    Page<KnownSeries> find(Filter filter, Optional<Cursor> after, int limit);

    Optional<KnownSeries> find(UUID id);

    /** Forgets those that nobody has seen since; how many. */
    int forget(Instant before);
}
