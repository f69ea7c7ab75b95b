package com.kaldrix.monitoring.compliance.activity;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What people and machines did. */
public interface Activities {
    /**
     * Adds them, in the caller's transaction; those that are there already change nothing. The audit trail records what was done to the suite itself.
     *
     * @param now when, by our clock
     */
    void add(Collection<Activity> activities, Instant now);

    /**
     * Who did how much in a time, the busiest first.
     *
     * @param from the first instant of it
     * @param to the first instant after it
     * @param bounds only in these accounts and regions
     */
    List<PrincipalActivity> principals(Instant from, Instant to, Bounds bounds);

    /**
     * Where something was done.
     *
     * @param accounts empty for all
     * @param regions empty for all
     */
    record Bounds(List<String> accounts, List<String> regions) {
        public Bounds {
            accounts = List.copyOf(accounts);
            regions = List.copyOf(regions);
        }
    }

    /** A page, the latest first. */
    Page<Activity> find(ActivityFilter filter, Optional<Cursor> after, int limit);
}
