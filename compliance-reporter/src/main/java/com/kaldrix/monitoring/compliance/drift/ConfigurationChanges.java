package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Configurations that became others. */
public interface ConfigurationChanges {
    /** Adds them, in the caller's transaction; those that are there already change nothing. */
    void add(Collection<ConfigurationChange> changes);

    /**
     * A page, the latest first.
     *
     * @param resource only of this resource; empty for all
     * @param from at this instant or later; empty for all
     */
    Page<ConfigurationChange> find(
            Optional<String> resource, Optional<Instant> from, Optional<Cursor> after, int limit);

    /**
     * Those of a time, the latest first.
     *
     * @param from the first instant of it
     * @param to the first instant after it
     * @param most how many at most
     */
    List<ConfigurationChange> between(Instant from, Instant to, int most);

    /** How many there are of a time. */
    long count(Instant from, Instant to);

    /** The latest change of any of these resources at this instant or later; empty when there is none. */
    Optional<ConfigurationChange> latest(List<String> resources, Instant from);
}
