package com.kaldrix.monitoring.compliance.finding;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A finding as it is kept.
 *
 * @param joined what all sources say of it
 * @param component which part of the system the resource belongs to
 * @param changedAt when its state became what it is, by our clock
 * @param care who looks after it, and until when
 */
public record StoredFinding(JoinedFinding joined, String component, Instant changedAt, Care care) {
    /**
     * Who looks after a finding.
     *
     * @param owner empty for nobody
     * @param dueAt until when it should be dealt with; empty when nobody has said
     */
    public record Care(String owner, Optional<Instant> dueAt) {
        /** Nobody's. */
        public static final Care NONE = new Care("", Optional.empty());
    }

    public UUID id() {
        return joined.key().id();
    }
}
