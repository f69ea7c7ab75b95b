package com.kaldrix.monitoring.metrics.pair;

import java.time.Instant;

/** Is told which sender of a high-availability pair another gateway of the region has elected. Safe for several threads. */
public interface Elections {
    /**
     * An election was heard of, perhaps not for the first time.
     *
     * @param cluster which pair
     * @param replica the sender whose samples count
     * @param since when it was elected; of two elections of a cluster the later counts
     */
    void heard(String cluster, String replica, Instant since);
}
