package com.kaldrix.monitoring.metrics.ingest.scrape;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the gateway says of its scraping, by job. */
final class ScrapeMetrics {
    private final MeterRegistry meters;
    private final Map<String, AtomicInteger> targets = new ConcurrentHashMap<>();

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

    /** Counts what a job has found; at each look. */
    void targets(JobRun run) {
        String job = run.job().name();
        JobRun.Outcome outcome = run.outcome();
        found(job, "scraped").set(outcome.mine().size());
        found(job, "dropped").set(outcome.droppedCount());
        found(job, "unusable").set(outcome.unusable().size());
        Counter.builder("kaldrix_gateway_discovery_failures_total")
                .description("How often targets could not be looked up; those that were known before are kept")
                .tag("job", job)
                .register(meters)
                .increment(run.newFailures());
    }

    private AtomicInteger found(String job, String state) {
        return targets.computeIfAbsent(job + "/" + state, key -> {
            AtomicInteger count = new AtomicInteger();
            Gauge.builder("kaldrix_gateway_scrape_targets", count, AtomicInteger::get)
                    .description("Targets that this gateway scrapes, that a rule drops, that cannot be scraped")
                    .tag("job", job)
                    .tag("state", state)
                    .register(meters);
            return count;
        });
    }

    /** The job is no more. */
    void forget(String job) {
        for (String state : List.of("scraped", "dropped", "unusable")) {
            found(job, state).set(0);
        }
    }
}
