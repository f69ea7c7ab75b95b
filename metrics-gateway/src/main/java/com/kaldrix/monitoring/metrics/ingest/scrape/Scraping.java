package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discoveries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes the targets of all jobs. Nothing happens by itself: {@link #look} finds targets, {@link #runDue} scrapes those that
 * are due; {@link ScrapeLoop} calls both. Safe for several threads.
 */
public final class Scraping {
    private static final Logger LOG = LoggerFactory.getLogger(Scraping.class);

    private final Discoveries discoveries;
    private final Identity identity;
    private final ExecutorService executor;
    private final ScrapedTarget.Surroundings surroundings;
    private final ScrapePool pool;
    private final Map<String, Running> jobs = new LinkedHashMap<>();
    private boolean closed;

    private record Running(JobRun run, HttpPages pages) {}

    Scraping(
            Discoveries discoveries,
            Identity identity,
            ExecutorService executor,
            ScrapedTarget.Surroundings surroundings) {
        this.discoveries = discoveries;
        this.identity = identity;
        this.executor = executor;
        this.surroundings = surroundings;
        this.pool = new ScrapePool(surroundings.clock(), executor, surroundings.metrics());
    }

    /**
     * From now on these are the jobs. A target that stays is scraped on, at its turn; series of all targets are admitted anew,
     * since more than the jobs may have changed.
     *
     * @throws IllegalArgumentException when a job cannot begin, such as in a cluster where there is none; all stays as it was
     */
    public void apply(List<ScrapeJob> fresh) {
        prepare(fresh).run();
    }

    /**
     * Does all of {@link #apply} that can fail.
     *
     * @return does the rest; must be run before anything else is prepared
     * @throws IllegalArgumentException when a job cannot begin; all stays as it was
     */
    public synchronized Runnable prepare(List<ScrapeJob> fresh) {
        Map<String, Running> next = new LinkedHashMap<>();
        try {
            for (ScrapeJob job : fresh) {
                next.put(job.name(), begin(job));
            }
        } catch (RuntimeException e) {
            next.forEach((name, running) -> {
                if (running != jobs.get(name)) {
                    close(running);
                }
            });
            throw e;
        }
        return () -> replace(next);
    }

    private synchronized void replace(Map<String, Running> next) {
        List<Running> before = List.copyOf(jobs.values());
        jobs.clear();
        jobs.putAll(next);
        look();
        for (Running running : jobs.values()) {
            for (ScrapedTarget target : pool.of(running.run().job().name())) {
                target.follow(running.run().job(), pages(running));
            }
        }
        Set<Running> kept = new HashSet<>(jobs.values());
        before.stream().filter(running -> !kept.contains(running)).forEach(Scraping::close);
    }

    private Running begin(ScrapeJob job) {
        Running before = jobs.get(job.name());
        if (before != null && before.run().job().equals(job)) {
            return before;
        }
        HttpPages pages = new HttpPages(job, executor);
        return new Running(new JobRun(job, discoveries), pages);
    }

    private static void close(Running running) {
        running.run().close();
        running.pages().close();
    }

    /** Looks for targets, of which some may be new and some gone. */
    public synchronized void look() {
        if (closed) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (Running running : jobs.values()) {
            names.add(running.run().job().name());
            if (running.run().look(identity)) {
                synchronise(running);
            }
            surroundings.metrics().targets(running.run());
        }
        for (ScrapedTarget target : pool.all()) {
            if (!names.contains(target.job())) {
                vanish(List.of(target));
                surroundings.metrics().forget(target.job());
            }
        }
    }

    private void synchronise(Running running) {
        ScrapeJob job = running.run().job();
        JobRun.Outcome outcome = running.run().outcome();
        if (!outcome.excess().isEmpty() || !outcome.unusable().isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("job", job.name())
                    .addKeyValue("unusable", outcome.unusable().size())
                    .addKeyValue(
                            "reason",
                            outcome.excess().isEmpty()
                                    ? outcome.unusable().getFirst().reason()
                                    : outcome.excess())
                    .log("Targets cannot be scraped");
        }
        List<ScrapedTarget> gone = new ArrayList<>();
        for (ScrapedTarget target : pool.of(job.name())) {
            if (outcome.mine().contains(target.target())) {
                target.follow(job, pages(running));
            } else if (outcome.settled()) {
                gone.add(target);
            }
        }
        vanish(gone);
        outcome.mine().forEach(target -> pool.add(new ScrapedTarget(target, job, pages(running), surroundings)));
    }

    /** Where the pages of a job come from; nowhere when it has more targets than it may. */
    private static Pages pages(Running running) {
        String excess = running.run().outcome().excess();
        if (excess.isEmpty()) {
            return running.pages();
        }
        return target -> {
            throw new ScrapeFailedException(excess);
        };
    }

    private void vanish(List<ScrapedTarget> gone) {
        pool.remove(gone);
        gone.forEach(target -> executor.execute(target::vanish));
    }

    /** Begins the scrapes that are due. */
    public void runDue() {
        pool.runDue();
    }

    /** What the jobs have found, in their order. */
    synchronized List<JobRun> jobs() {
        return jobs.values().stream().map(Running::run).toList();
    }

    /** The targets that are being scraped. */
    List<ScrapedTarget> targets() {
        return pool.all();
    }

    /** Ends; series stay as they are, since this gateway, after a restart, or another goes on with them. */
    synchronized void close() {
        closed = true;
        List<ScrapedTarget> all = pool.all();
        pool.remove(all);
        all.forEach(ScrapedTarget::leave);
        for (Running running : jobs.values()) {
            running.run().close();
            running.pages().abort();
        }
        jobs.clear();
        // Not shutdownNow: an interrupt in the middle of a write would close the buffer's file.
        executor.shutdown();
    }
}
