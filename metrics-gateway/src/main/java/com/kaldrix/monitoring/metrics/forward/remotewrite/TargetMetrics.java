package com.kaldrix.monitoring.metrics.forward.remotewrite;

import java.time.Duration;

/** Counts what goes to a target. */
interface TargetMetrics {
    /** Samples and histograms that the target has. */
    void sent(int samples);

    /** Samples and histograms that the target has refused for good. */
    void refused(int samples, int status);

    /** A request that is to be tried again. */
    void retried();

    /** A request was answered. */
    void answered(Duration took);

    /** Whether the target has taken the last request. */
    void healthy(boolean well, String reason);
}
