package com.kaldrix.monitoring.metrics.pair;

import java.time.Instant;

/** Hears what other gateways say of the senders of pairs. */
public interface Elections {
    /**
     * A gateway has had samples of that cluster from that replica, which it holds to be the elected one.
     *
     * @param since when it had them last
     */
    void heard(String cluster, String replica, Instant since);
}
