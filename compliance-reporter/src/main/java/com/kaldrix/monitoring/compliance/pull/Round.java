package com.kaldrix.monitoring.compliance.pull;

import java.time.Instant;
import java.util.Optional;

/**
 * One look at a target, however many pages it takes and however often it is interrupted.
 *
 * @param startedAt when it began; what it does not see was gone by then
 * @param from for what is new since then; empty for all that there is
 */
public record Round(Instant startedAt, Optional<Instant> from) {
    /** Whether it looks at all that there is. */
    public boolean isWhole() {
        return from.isEmpty();
    }
}
