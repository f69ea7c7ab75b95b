package com.kaldrix.monitoring.anomaly.upkeep;

import java.time.Instant;

/** Something that grows unless it is looked after. */
@FunctionalInterface
public interface Upkeep {
    /** Forgets what is old; how much. */
    int forget(Instant now);
}
