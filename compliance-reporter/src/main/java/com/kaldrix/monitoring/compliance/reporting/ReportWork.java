package com.kaldrix.monitoring.compliance.reporting;

import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRun;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRuns;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the reports that are due, one at a time on each replica. While one is made the others see that somebody is at it; when that one is no longer
 * heard of, another begins anew.
 */
final class ReportWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(ReportWork.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final Duration RENEW = Duration.ofSeconds(1);
    private static final int MOST_ATTEMPTS = 6;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);

    private final ReportPlanner planner;
    private final ReportRuns runs;
    private final ReportMaker maker;
    private final ReportMetrics metrics;
    private final UUID holder;
    private volatile boolean stopping;

    /** @param holder which replica this is */
    ReportWork(ReportPlanner planner, ReportRuns runs, ReportMaker maker, ReportMetrics metrics, UUID holder) {
        this.planner = planner;
        this.runs = runs;
        this.maker = maker;
        this.metrics = metrics;
        this.holder = holder;
    }

    @Override
    public String name() {
        return "reports";
    }

    @Override
    public Duration run(Wake wake) {
        planner.plan();
        Optional<ReportRuns.Claim> claim = runs.claim(holder, LEASE);
        if (claim.isEmpty()) {
            return PAUSE;
        }
        make(claim.get());
        return Duration.ZERO;
    }

    private void make(ReportRuns.Claim claim) {
        ReportRun run = claim.run();
        if (claim.attempt() > MOST_ATTEMPTS) {
            // It ended replicas before they could say so, such as by the memory that it took.
            metrics.failed(run.wanted().kind(), 0);
            runs.fail(run.id(), holder, "it was begun " + MOST_ATTEMPTS + " times and never ended", Optional.empty());
            return;
        }
        long begin = System.nanoTime();
        try (Heartbeat heartbeat = new Heartbeat(run.id())) {
            boolean made = maker.make(run, holder, heartbeat);
            if (made) {
                metrics.made(run.wanted().kind(), System.nanoTime() - begin);
                LOG.atInfo()
                        .addKeyValue("report", run.id())
                        .addKeyValue("kind", run.wanted().kind().word())
                        .addKeyValue("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin))
                        .log("Made a report");
            }
        } catch (IOException | RuntimeException e) {
            if (stopping) {
                return;
            }
            boolean last = claim.attempt() >= MOST_ATTEMPTS;
            metrics.failed(run.wanted().kind(), System.nanoTime() - begin);
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("report", run.id())
                    .addKeyValue("attempt", claim.attempt())
                    .log(last ? "A report cannot be made" : "A report cannot be made for now");
            runs.fail(
                    run.id(),
                    holder,
                    words(e),
                    last ? Optional.empty() : Optional.of(FIRST_RETRY.multipliedBy(1L << (claim.attempt() - 1))));
        }
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        String first = message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
        return first.length() > 500 ? first.substring(0, 500) : first;
    }

    /** What is begun here is begun anew elsewhere, at once. */
    @Override
    public void stop(Duration most) {
        stopping = true;
        runs.release(holder);
    }

    /** Says every second that the report is in hand, and how far it is. */
    private final class Heartbeat implements ReportMaker.Progress, AutoCloseable {
        private final UUID id;
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("report-heartbeat").factory());
        private volatile ReportRun.Progress progress = ReportRun.Progress.NONE;

        Heartbeat(UUID id) {
            this.id = id;
            var unused =
                    timer.scheduleWithFixedDelay(this::beat, RENEW.toMillis(), RENEW.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void at(long found, long expected) {
            if ((found & 0xff) == 0 || found >= expected) {
                progress = new ReportRun.Progress(found, expected);
            }
        }

        private void beat() {
            try {
                var unused = runs.renew(id, holder, progress, LEASE);
            } catch (RuntimeException e) {
                LOG.atDebug().setCause(e).addKeyValue("report", id).log("Nobody hears of a report for now");
            }
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
