package com.kaldrix.monitoring.anomaly.weekly;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notes of each week, for a year. */
interface Notes {
    /**
     * Takes a week for the caller's transaction; false when it has been looked at, here or by another replica.
     *
     * @param week its beginning
     */
    boolean take(Instant week, Instant now);

    /** Keeps a note in the caller's transaction. */
    void add(Instant week, Note note);

    /** The notes of the latest week, in their order. */
    List<Note> latest();

    Optional<Note> find(UUID id);
}
