package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.series.Source;

/** The door for samples. Safe for several threads. */
public interface Intake {
    /** Begins a batch: what one request or one scrape brings. The caller closes it. */
    Batch begin(Source source);

    /** Grows when the rules have changed: what a source holds on to from before is to be admitted anew. */
    default int epoch() {
        return 0;
    }
}
