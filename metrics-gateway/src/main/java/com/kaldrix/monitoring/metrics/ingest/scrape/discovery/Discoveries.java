package com.kaldrix.monitoring.metrics.ingest.scrape.discovery;

/** Sets ways of finding targets to work. */
@FunctionalInterface
public interface Discoveries {
    /** Begins; the caller closes it. */
    FoundTargets begin(Discovery discovery);
}
