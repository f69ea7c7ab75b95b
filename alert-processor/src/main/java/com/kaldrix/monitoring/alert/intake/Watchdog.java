package com.kaldrix.monitoring.alert.intake;

import java.time.Instant;
import java.util.List;

/** Picks out reports that are no alerts but the word of a source that must speak from time to time. */
@FunctionalInterface
public interface Watchdog {
    /**
     * Hears reports in the caller's transaction.
     *
     * @param reports as they came
     * @return what remains of them, and the ends of silences
     */
    List<IncomingAlert> hear(List<IncomingAlert> reports, Instant now);
}
