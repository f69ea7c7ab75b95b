package com.kaldrix.monitoring.anomaly.anomaly;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All anomalies that were ever found, for a year. */
public interface Anomalies {
    /**
     * Keeps an anomaly in the caller's transaction, in place of what was known of it.
     *
     * @param event which event it belongs to
     */
    void keep(Anomaly anomaly, UUID event, Instant now);

    /** The anomaly of that identity. */
    Optional<Anomaly> find(UUID id);

    /** The event that an anomaly belongs to. */
    Optional<UUID> eventOf(UUID id);

    /** The anomalies of an event, in the order of their start. */
    List<Anomaly> ofEvent(UUID event);

    /**
     * A page of anomalies, those that began last first.
     *
     * @param after the place after which to begin; empty for the beginning
     * @param limit how many at most
     */
    Page<Anomaly> find(AnomalyFilter filter, Optional<Cursor> after, int limit);
}
