package com.kaldrix.monitoring.alert.change;

import com.kaldrix.monitoring.common.page.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was changed. */
public interface Changes {
    /**
     * Keeps a change in the caller's transaction.
     *
     * @return the change that is kept: this one, or the one with its key that was there before
     */
    Change add(Change change, Instant now);

    /**
     * Changes, the latest first.
     *
     * @param after only what comes after this place; empty for the beginning
     * @param limit how many at most; positive
     */
    List<Change> find(Filter filter, Optional<Cursor> after, int limit);

    /** Forgets what happened before {@code before}; how many changes that were. */
    int forget(Instant before);

    /**
     * Which changes.
     *
     * @param from at or after
     * @param to before
     * @param service of this; empty for of anything
     * @param region in this region or everywhere; empty for anywhere
     */
    record Filter(Instant from, Instant to, String service, String region) {}
}
