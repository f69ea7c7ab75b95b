package com.kaldrix.monitoring.local.sink;

import java.time.Instant;

/** What accepted arrivals do at the receiver's end; rebuilt from the journal after a restart. */
interface Effect {
    /**
     * Applies an accepted arrival, in the order of the journal.
     *
     * @return whether it told nothing new
     */
    boolean apply(Arrival arrival, Instant time);

    /** Forgets everything. */
    void clear();
}
