package com.kaldrix.monitoring.metrics.ingest.scrape;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the gateway says of its scraping, by job. */
final class ScrapeMetrics {
    private final MeterRegistry meters;

    ScrapeMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void scraped(String job, boolean up, Duration took) {
        Timer.builder("kaldrix_gateway_scrape_duration_seconds")
                .description("How long scrapes took")
                .tag("job", job)
                .tag("outcome", up ? "success" : "failure")
                .register(meters)
                .record(took);
    }

    void notKept(String job) {
        Counter.builder("kaldrix_gateway_scrapes_not_kept_total")
                .description("Scrapes of which nothing was kept because the buffer was full")
                .tag("job", job)
                .register(meters)
                .increment();
    }

    void missed(String job) {
        Counter.builder("kaldrix_gateway_scrapes_missed_total")
                .description("Scrapes that did not begin because the one before was still running")
                .tag("job", job)
                .register(meters)
                .increment();
    }

    void discoveryFailed(String mechanism) {
        Counter.builder("kaldrix_gateway_discovery_failures_total")
                .description("How often targets could not be looked up; those that were known before are kept")
                .tag("mechanism", mechanism)
                .register(meters)
                .increment();
    }
}
