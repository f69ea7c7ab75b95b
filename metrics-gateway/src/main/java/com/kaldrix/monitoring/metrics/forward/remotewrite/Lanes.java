package com.kaldrix.monitoring.metrics.forward.remotewrite;

import java.time.Duration;

/**
 * Whether fresh samples may go beside a backlog.
 *
 * @param outOfOrder whether the target takes samples of a series out of order
 * @param freshAfter how far behind the target must be before fresh samples go beside the backlog
 */
public record Lanes(boolean outOfOrder, Duration freshAfter) {
    /** One lane: everything in its order. */
    public static Lanes inOrder() {
        return new Lanes(false, Duration.ofMinutes(1));
    }
}
