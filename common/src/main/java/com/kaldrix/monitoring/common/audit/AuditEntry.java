package com.kaldrix.monitoring.common.audit;

import com.kaldrix.monitoring.common.security.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One write by a person or a machine.
 *
 * @param id identity, UUIDv7; the event that tells of it bears it as well
 * @param at when
 * @param actor who, and from where
 * @param action what was done, as noun and verb: {@code incident.acknowledge}; for a refusal the HTTP method
 * @param target what it was done to: {@code incident/0198c1f2-…}; for a refusal the path
 * @param outcome what became of it
 * @param detail what else there is to know; without secrets
 */
public record AuditEntry(
        UUID id,
        Instant at,
        Actor actor,
        String action,
        String target,
        AuditOutcome outcome,
        Map<String, String> detail) {
    public AuditEntry {
        detail = Map.copyOf(detail);
        if (action.isBlank() || target.isBlank()) {
            throw new IllegalArgumentException("an audit entry says what was done, and to what");
        }
    }
}
