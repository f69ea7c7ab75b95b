package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All metric sets. */
interface MetricSets {
    /** A page of them, the youngest first. */
    Page<MetricSet> find(Optional<Cursor> after, int limit);

    /** All, the oldest first. */
    List<MetricSet> all();

    Optional<MetricSet> find(UUID id);

    Optional<MetricSet> named(String name);

    /** Keeps it in place of the one of its id, in the caller's transaction. */
    void put(MetricSet set);

    /** Deletes it with all that was uploaded to it; whether there was one. */
    boolean remove(UUID id);
}
