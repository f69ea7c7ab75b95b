package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.series.Source;

/** Counts what comes in. */
interface IntakeMetrics {
    /** A batch was made safe. */
    void accepted(Source source, int samples, int histograms, int exemplars);

    /** Samples were refused. */
    void rejected(Source source, Rejection reason, int samples);

    /** Samples of a twin that is not the elected sender were left out. */
    void deduplicated(Source source, int samples);

    /** A batch was turned away because the buffer takes nothing. */
    void turnedAway(Source source);
}
