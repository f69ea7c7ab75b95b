package com.kaldrix.monitoring.anomaly.settings;

import java.time.Instant;
import java.util.List;

/** Where wishes are kept. */
@FunctionalInterface
public interface Wishes {
    /**
     * What is wished now, and what was until lately.
     *
     * @param since wishes that ended before are of no interest
     */
    List<Adjustment> since(Instant since);
}
