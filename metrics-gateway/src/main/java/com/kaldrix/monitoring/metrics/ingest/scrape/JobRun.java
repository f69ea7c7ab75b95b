package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discoveries;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.FoundTargets;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetGroup;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job at work: what it finds, and which targets come of that. For one thread at a time; what it found may be read by any. */
final class JobRun implements AutoCloseable {
    private final ScrapeJob job;
    private final List<FoundTargets> found = new ArrayList<>();
    private @Nullable List<TargetGroup> last;
    private long countedFailures;
    private volatile Outcome outcome = Outcome.NOTHING;

    /**
     * What came of what was found.
     *
     * @param mine targets that this gateway scrapes
     * @param dropped what a rule drops, as far as it is kept for showing
     * @param unusable what is no target that could be scraped
     * @param droppedCount how many rules drop, also those that are not kept
     * @param settled whether everything was looked up at least once, so that what is not there is gone
     * @param excess what is wrong with all of them together; empty when nothing is
     */
    record Outcome(
            Set<Target> mine,
            List<LabelSet> dropped,
            List<TargetBuilder.Built.Unusable> unusable,
            int droppedCount,
            boolean settled,
            String excess) {
        static final Outcome NOTHING = new Outcome(Set.of(), List.of(), List.of(), 0, false, "");
    }

    JobRun(ScrapeJob job, Discoveries discoveries) {
        this.job = job;
        try {
            for (Discovery discovery : job.discoveries()) {
                found.add(discoveries.begin(discovery));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    ScrapeJob job() {
        return job;
    }

    Outcome outcome() {
        return outcome;
    }

    /** How often targets could not be looked up since this was asked last. */
    long newFailures() {
        long all = found.stream().mapToLong(FoundTargets::failures).sum();
        long fresh = all - countedFailures;
        countedFailures = all;
        return fresh;
    }

    /** Looks for targets; false when all is as it was. */
    boolean look(Identity identity) {
        List<TargetGroup> groups = new ArrayList<>();
        found.forEach(one -> groups.addAll(one.groups()));
        boolean settled = found.stream().allMatch(FoundTargets::isSettled);
        if (groups.equals(last) && settled == outcome.settled()) {
            return false;
        }
        last = groups;
        outcome = outcome(groups, settled, identity);
        return true;
    }

    private Outcome outcome(List<TargetGroup> groups, boolean settled, Identity identity) {
        TargetBuilder builder = new TargetBuilder(job);
        Set<Target> mine = new LinkedHashSet<>();
        List<LabelSet> dropped = new ArrayList<>();
        List<TargetBuilder.Built.Unusable> unusable = new ArrayList<>();
        int droppedCount = 0;
        int targets = 0;
        for (TargetGroup group : groups) {
            for (Map<String, String> labels : group.targets()) {
                switch (builder.build(labels)) {
                    case TargetBuilder.Built.Made made -> {
                        targets++;
                        if (made.target().isFor(identity.ordinal(), identity.replicas())) {
                            mine.add(made.target());
                        }
                    }
                    case TargetBuilder.Built.Dropped rule -> {
                        droppedCount++;
                        if (job.limits().keptDropped() == 0
                                || dropped.size() < job.limits().keptDropped()) {
                            dropped.add(rule.discovered());
                        }
                    }
                    case TargetBuilder.Built.Unusable none -> unusable.add(none);
                }
            }
        }
        int limit = job.limits().targets();
        String excess = limit > 0 && targets > limit
                ? "the job has " + targets + " targets, more than target_limit " + limit + " allows"
                : "";
        return new Outcome(mine, dropped, unusable, droppedCount, settled, excess);
    }

    @Override
    public void close() {
        found.forEach(FoundTargets::close);
    }
}
