package com.kaldrix.monitoring.metrics.ingest.scrape;

/** Fetches pages. Safe for several threads. */
@FunctionalInterface
interface Pages {
    /**
     * Fetches one, within the target's timeout.
     *
     * @throws ScrapeFailedException when it cannot be had
     * @throws InterruptedException when it is no longer wanted
     */
    Page fetch(Target target) throws ScrapeFailedException, InterruptedException;
}
