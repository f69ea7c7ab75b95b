package com.kaldrix.monitoring.alert.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The history of every incident. */
public interface Timeline {
    /** Writes down what happened, in the caller's transaction. */
    void add(TimelineEntry entry);

    /**
     * What happened to an incident, oldest first.
     *
     * @param after only what came after this entry; empty for the first page
     * @param limit how many at most; positive
     */
    List<TimelineEntry> of(UUID incident, Optional<UUID> after, int limit);

    /** When something of this kind happened to an incident last; empty when it never did. */
    Optional<Instant> last(UUID incident, TimelineEntry.Kind kind);

    /** When something of this kind and in these words happened to an incident last; empty when it never did. */
    Optional<Instant> last(UUID incident, TimelineEntry.Kind kind, String text);
}
