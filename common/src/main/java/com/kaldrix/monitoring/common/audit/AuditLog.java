package com.kaldrix.monitoring.common.audit;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.security.Actor;
import java.util.Map;
import java.util.Optional;

/** The record of all writes. Entries are added and never changed, and each leaves as an event too. */
public interface AuditLog {
    /**
     * Records a write in the caller's transaction: entry, event and effect are committed together or not at all.
     *
     * @param actor who did it
     * @param action what, as noun and verb: {@code incident.acknowledge}
     * @param target to what: {@code incident/0198c1f2-…}
     * @param detail what else there is to know; without secrets
     * @throws IllegalStateException if the caller has no transaction
     */
    void record(Actor actor, String action, String target, Map<String, String> detail);

    /**
     * A page of entries, youngest first.
     *
     * @param after the place after which to begin; empty for the beginning
     * @param limit how many entries at most, 1 to {@link Page#MOST}
     * @throws IllegalArgumentException if the cursor is not of this list, in words for the caller
     */
    Page<AuditEntry> find(AuditFilter filter, Optional<Cursor> after, int limit);
}
