package com.kaldrix.monitoring.anomaly.feedback;

import com.kaldrix.monitoring.anomaly.suppress.Weekly;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something is expected.
 *
 * @param until null for no such bound
 * @param calendar null for all times of the week
 */
record Terms(@Nullable Instant until, @Nullable Weekly calendar) {
    /** No bounds. */
    static final Terms NONE = new Terms(null, null);
}
