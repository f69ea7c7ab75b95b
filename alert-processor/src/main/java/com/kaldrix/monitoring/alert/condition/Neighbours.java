package com.kaldrix.monitoring.alert.condition;

import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;

/** The other alerts, at one moment. */
public interface Neighbours {
    /** How many other alerts fire that these matchers cover. */
    long firing(Matchers matchers, Fingerprint except);

    /**
     * How many other alerts that these matchers cover began to fire within a time before now; those that are over count for as long
     * as alerts are kept after their end.
     */
    long started(Matchers matchers, Duration within, Fingerprint except);
}
