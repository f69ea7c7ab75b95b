package com.kaldrix.monitoring.compliance.attest;

import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;

/** Until when something may hold: nothing holds for ever, and nobody remembers in three years. */
final class Expiry {
    private static final Duration MOST = Duration.ofDays(366);

    private Expiry() {}

    /** @throws InvalidRequestException that names {@code expiresAt} */
    static void check(Instant expiresAt, Instant now) {
        if (!expiresAt.isAfter(now)) {
            throw new InvalidRequestException("/expiresAt", "must be in the future");
        }
        if (expiresAt.isAfter(now.plus(MOST))) {
            throw new InvalidRequestException("/expiresAt", "must be within 366 days");
        }
    }
}
