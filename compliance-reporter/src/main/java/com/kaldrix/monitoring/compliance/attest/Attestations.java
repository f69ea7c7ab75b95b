package com.kaldrix.monitoring.compliance.attest;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All attestations, those that have ended too. */
public interface Attestations {
    /** Adds one, in the caller's transaction; the audit trail records it. */
    void add(Attestation attestation);

    /**
     * Ends one, in the caller's transaction; the audit trail records it.
     *
     * @return false when there is none that holds at that time
     */
    boolean revoke(UUID id, Made revoked);

    Optional<Attestation> find(UUID id);

    /**
     * A page, the one that ends last first.
     *
     * @param framework only for this framework; empty for all
     * @param holdsAt only those that hold at this instant; empty for all
     */
    Page<Attestation> find(Optional<String> framework, Optional<Instant> holdsAt, Optional<Cursor> after, int limit);

    /** All that hold at this instant. */
    List<Attestation> inForce(Instant instant);

    /** All that held at any instant from the one to the other, both included, the one that ends first first. */
    List<Attestation> heldWithin(Instant from, Instant to);
}
