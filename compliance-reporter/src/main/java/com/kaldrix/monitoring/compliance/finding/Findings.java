package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All findings, one for each control and resource. Safe for several threads and replicas. */
public interface Findings {
    /**
     * Joins what sources say to what is known, in the caller's transaction. The order of arrival and repetitions make no difference to what is kept;
     * every change of a state is recorded in the audit trail.
     *
     * @param findings in any order; several may speak of the same control and resource
     * @param now when, for what our clock says
     * @return what became another, in the order of the ids
     */
    List<FindingChange> take(Collection<Finding> findings, Instant now);

    /**
     * Archives what a scan should have seen and did not, in the caller's transaction; of what lies outside of its bounds it says nothing, and neither
     * does one that was not finished.
     *
     * @param seen what the scan saw
     * @param now when, for what our clock says
     * @return what became another
     */
    List<FindingChange> archiveMissing(Scan scan, Set<Origin> seen, Instant now);

    /** The one with this id; empty when there is none. */
    Optional<StoredFinding> find(UUID id);

    /**
     * A page, the latest change first.
     *
     * @param after the place after which to begin; empty for the beginning
     * @param limit how many at most, 1 to {@link Page#MOST}
     */
    Page<StoredFinding> find(FindingFilter filter, Optional<Cursor> after, int limit);

    /**
     * Gives a finding to somebody, in the caller's transaction, and records that in the audit trail.
     *
     * @param now when, for what our clock says
     * @return whether there is such a finding
     */
    boolean assign(UUID id, StoredFinding.Care care, Instant now);
}
