package com.kaldrix.monitoring.anomaly.outlook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was last seen ahead of each series with a threshold. */
interface Outlooks {
    /**
     * What is told of a series.
     *
     * @param since when the prediction began
     * @param severity the worst of it so far, 0 for P0
     * @param quiet how many looks in a row nothing was to be expected any more
     */
    record Told(Instant since, int severity, int quiet) {}

    /**
     * Takes hold of a series until the caller's transaction ends.
     *
     * @return empty when another replica is at it, or has looked at it since that time
     */
    Optional<Optional<Told>> lock(UUID series, Instant lookedBefore);

    /** Keeps an outlook and what is told of it. */
    void keep(Outlook outlook, @Nullable Told told);

    /** The nearest breach first, then those without one; 500 at most. */
    List<Outlook> all();

    /** The outlook of one series. */
    Optional<Outlook> find(UUID series);

    /** Forgets series that are not looked at any more; those of them of which something is told stay. */
    void retain(List<UUID> series);
}
