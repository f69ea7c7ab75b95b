package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.series.Source;

/** The door for samples. Safe for several threads. */
public interface Intake {
    /** Begins a batch: what one request or one scrape brings. The caller closes it. */
    Batch begin(Source source);
}
