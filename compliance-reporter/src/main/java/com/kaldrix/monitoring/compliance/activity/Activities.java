package com.kaldrix.monitoring.compliance.activity;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What people and machines did. */
public interface Activities {
    /**
     * Adds them, in the caller's transaction; those that are there already change nothing. The audit trail records what was done to the suite itself.
     *
     * @param now when, by our clock
     */
    void add(Collection<Activity> activities, Instant now);

    /** A page, the latest first. */
    Page<Activity> find(ActivityFilter filter, Optional<Cursor> after, int limit);
}
