package com.kaldrix.monitoring.metrics.series;

/** One of several senders that bring the same series, such as the two of a pair of Prometheus servers. */
public interface Sender {
    /** Says that it has brought samples now; whether they are the ones that count. */
    boolean elected();
}
