package com.kaldrix.monitoring.common.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are wanted; what is empty does not narrow.
 *
 * @param actor by whom, exactly
 * @param action what was done, exactly
 * @param target to what, exactly
 * @param from at this moment or later
 * @param to before this moment
 */
public record AuditFilter(
        Optional<String> actor,
        Optional<String> action,
        Optional<String> target,
        Optional<Instant> from,
        Optional<Instant> to) {
    /** Every entry. */
    public static final AuditFilter ALL =
            new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
