package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.ingest.scrape.text.MalformedExpositionException;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.BufferFullException;
import com.kaldrix.monitoring.metrics.intake.Intake;
import com.kaldrix.monitoring.metrics.series.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A target that is being scraped. Its work is done by one thread at a time; its status may be read by any. */
final class ScrapedTarget {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapedTarget.class);

    private final Target target;
    private final Source source;
    private final Intake intake;
    private final Clock clock;
    private final ScrapeMetrics metrics;
    private final PageIntake pages;
    private final ReportSeries reports;
    private Pages origin;
    private volatile boolean gone;
    private volatile TargetStatus status = TargetStatus.UNKNOWN;

    /** What scrapes use in common. */
    record Surroundings(Intake intake, Clock clock, ScrapeMetrics metrics) {}

    ScrapedTarget(Target target, ScrapeJob job, Pages origin, Surroundings surroundings) {
        this.target = target;
        this.source = new Source("scrape", job.name());
        this.origin = origin;
        this.intake = surroundings.intake();
        this.clock = surroundings.clock();
        this.metrics = surroundings.metrics();
        this.pages = new PageIntake(target.labels().decode(), job.samples(), job.limits());
        this.reports = new ReportSeries(target.labels());
    }

    Target target() {
        return target;
    }

    String job() {
        return source.name();
    }

    TargetStatus status() {
        return status;
    }

    /** From now on the job says this; series are admitted anew. */
    synchronized void follow(ScrapeJob job, Pages from) {
        origin = from;
        pages.rules(target.labels().decode(), job.samples(), job.limits());
        reports.renew();
    }

    /** Scrapes it once. Whatever goes wrong stands in the status, in {@code up} and in the metrics. */
    synchronized void scrape() {
        if (gone) {
            return;
        }
        Instant at = clock.instant();
        long begin = System.nanoTime();
        pages.begin();
        String wrong = "";
        try {
            take(at, begin, origin.fetch(target));
        } catch (ScrapeFailedException | MalformedExpositionException e) {
            wrong = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pages.forget();
            return;
        } catch (BufferFullException full) {
            notKept(at, begin, full);
            return;
        }
        if (gone) {
            return;
        }
        if (!wrong.isEmpty()) {
            failed(at, begin, wrong);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        metrics.scraped(source.name(), wrong.isEmpty(), took);
        status = new TargetStatus(wrong.isEmpty() ? TargetStatus.Health.UP : TargetStatus.Health.DOWN, wrong, at, took);
    }

    private void take(Instant at, long begin, Page page) throws ScrapeFailedException, MalformedExpositionException {
        long millis = at.toEpochMilli();
        try (Batch batch = intake.begin(source)) {
            pages.take(page, batch, millis);
            pages.markVanished(batch, millis);
            reports.report(batch, millis, true, seconds(begin), pages.measure());
            batch.commit();
        }
        pages.committed();
    }

    private void failed(Instant at, long begin, String wrong) {
        if (status.health() != TargetStatus.Health.DOWN) {
            LOG.atWarn()
                    .addKeyValue("job", source.name())
                    .addKeyValue("url", target.url())
                    .addKeyValue("reason", wrong)
                    .log("A target cannot be scraped");
        }
        long millis = at.toEpochMilli();
        try (Batch batch = intake.begin(source)) {
            pages.markAll(batch, millis);
            reports.report(batch, millis, false, seconds(begin), pages.measure());
            batch.commit();
        } catch (BufferFullException full) {
            pages.forget();
            metrics.notKept(source.name());
            return;
        }
        pages.committedWithoutPage();
    }

    /** The buffer is full; what the target had to say now is lost, and the target is not to blame. */
    private void notKept(Instant at, long begin, BufferFullException full) {
        pages.forget();
        metrics.notKept(source.name());
        status = new TargetStatus(
                TargetStatus.Health.UNKNOWN,
                "the page was not kept: " + full.getMessage(),
                at,
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** The target is no longer to be scraped; its series get staleness markers. */
    synchronized void vanish() {
        if (gone) {
            return;
        }
        gone = true;
        long millis = clock.millis();
        try (Batch batch = intake.begin(source)) {
            pages.markAll(batch, millis);
            reports.markAll(batch, millis);
            batch.commit();
        } catch (BufferFullException full) {
            metrics.notKept(source.name());
        }
    }

    /** Ends without markers: another gateway, or this one after a restart, goes on with the series. */
    void leave() {
        gone = true;
    }
}
