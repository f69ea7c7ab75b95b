package com.kaldrix.monitoring.compliance.attest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * From when to when something holds.
 *
 * @param made when it began, and by whom
 * @param expiresAt from this very instant on it does not hold
 * @param revoked by whom and when it was taken back; empty when it was not
 */
public record Term(Made made, Instant expiresAt, Optional<Made> revoked) {
    /** @throws IllegalArgumentException if it ends before it begins */
    public Term {
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
        if (!expiresAt.isAfter(made.at())) {
            throw new IllegalArgumentException("it ends before it begins");
        }
    }

    /** Whether it holds at this instant. */
    public boolean holdsAt(Instant instant) {
        return !instant.isBefore(made.at()) && instant.isBefore(endsAt());
    }

    /** When it ends or has ended. */
    public Instant endsAt() {
        return revoked.map(Made::at).filter(at -> at.isBefore(expiresAt)).orElse(expiresAt);
    }
}
