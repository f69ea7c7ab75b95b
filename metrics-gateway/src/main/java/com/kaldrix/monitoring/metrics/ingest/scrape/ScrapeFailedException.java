package com.kaldrix.monitoring.metrics.ingest.scrape;

/** A target's page could not be had, or not be used. The message is for people and holds no secret. */
final class ScrapeFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    ScrapeFailedException(String reason) {
        super(reason);
    }
}
