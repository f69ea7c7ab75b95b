package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All events, for a year. */
public interface Events {
    /**
     * Lets nobody else join anomalies until the caller's transaction ends, so that two replicas do not make two events of one.
     *
     * @throws IllegalStateException if the caller has no transaction
     */
    void lock();

    /** Events that may still take anomalies that begin at that time or later; predictions take none. */
    List<Event> near(Instant begin);

    /** Keeps an event in the caller's transaction. */
    void keep(Event event, Instant now);

    /** The event of that identity. */
    Optional<Event> find(UUID id);

    /** Adds to an event's timeline, in the caller's transaction. */
    void add(UUID event, Entry entry);

    /** What people did and said about an event, in its order. */
    List<Entry> timeline(UUID event);

    /**
     * A page of events, those that began last first.
     *
     * @param open true for those that go on, false for those that are over, empty for both
     * @param after the place after which to begin; empty for the beginning
     * @param limit how many at most
     */
    Page<Event> find(Optional<Boolean> open, Optional<Cursor> after, int limit);

    /**
     * Forgets events that ended before, with all that belongs to them, and anomalies that were never told and began before.
     *
     * @param most how many events at most, and how many anomalies
     * @return the larger number of both
     */
    int forget(Instant before, int most);
}
