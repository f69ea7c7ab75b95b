package com.kaldrix.monitoring.anomaly.anomaly;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All anomalies that were ever found, for a year. */
public interface Anomalies {
    /**
     * Keeps an anomaly in the caller's transaction, in place of what was known of it.
     *
     * @param trace the readings around it
     * @param place where it belongs
     */
    void keep(Anomaly anomaly, Trace trace, Place place, Instant now);

    /**
     * Where an anomaly belongs: to an event, or to nothing because a rule keeps it from being told.
     *
     * @param event null when it is not told
     * @param suppressedBy the rule; null when it is told
     */
    record Place(@Nullable UUID event, @Nullable UUID suppressedBy) {
        /** It belongs to an event. */
        public static Place in(UUID event) {
            return new Place(event, null);
        }

        /** The event; empty when it is not told. */
        public Optional<UUID> told() {
            return Optional.ofNullable(event);
        }

        /** The rule; empty when it is told. */
        public Optional<UUID> rule() {
            return Optional.ofNullable(suppressedBy);
        }

        /** It is not told. */
        public static Place suppressed(UUID rule) {
            return new Place(null, rule);
        }
    }

    /** Where an anomaly belongs; empty when it is new. */
    Optional<Place> placeOf(UUID id);

    /** The readings around an anomaly; none when there is no such anomaly. */
    Trace traceOf(UUID id);

    /** The anomaly of that identity. */
    Optional<Anomaly> find(UUID id);

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
