package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All detectors, those in force and for a while those that were. */
interface Detectors {
    /** A page of those in force, the youngest first. */
    Page<AnomalyDetector> find(Optional<Cursor> after, int limit);

    /** All that are in force, the oldest first. */
    List<AnomalyDetector> all();

    Optional<AnomalyDetector> find(UUID id);

    /** Lets it hold from its {@code changedAt} on, in place of what held before, in the caller's transaction. */
    void put(AnomalyDetector detector);

    /**
     * Lets it hold no longer, in the caller's transaction.
     *
     * @return whether there was one
     */
    boolean end(UUID id, Instant now);

    /** Forgets what ended before that time; how many. */
    int forget(Instant before);

    /** Nobody else changes detectors until the caller's transaction ends. */
    void lock();
}
