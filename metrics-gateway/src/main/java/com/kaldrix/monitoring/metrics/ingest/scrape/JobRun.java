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
    private volatile Outcome outcome = Outcome.NOTHING;

    /**
     * What came of what was found.
     *
     * @param mine targets that this gateway scrapes
     * @param dropped what a rule drops, as far as it is kept for showing
     * @param unusable what is no target that could be scraped
     * @param droppedCount how many rules drop, also those that are not kept
     * @param excess what is wrong with all of them together; empty when nothing is
     */
    record Outcome(
            Set<Target> mine,
            List<LabelSet> dropped,
            List<TargetBuilder.Built.Unusable> unusable,
            int droppedCount,
            String excess) {
        static final Outcome NOTHING = new Outcome(Set.of(), List.of(), List.of(), 0, "");
    }

    JobRun(ScrapeJob job, Discoveries discoveries) {
        this.job = job;
        for (Discovery discovery : job.discoveries()) {
            found.add(discoveries.begin(discovery));
        }
    }

    ScrapeJob job() {
        return job;
    }

    Outcome outcome() {
        return outcome;
    }

    /** How often targets could not be looked up. */
    long failures() {
        return found.stream().mapToLong(FoundTargets::failures).sum();
    }

    /** Looks for targets; false when all is as it was. */
    boolean look(Identity identity) {
        List<TargetGroup> groups = new ArrayList<>();
        found.forEach(one -> groups.addAll(one.groups()));
        if (groups.equals(last)) {
            return false;
        }
        last = groups;
        outcome = outcome(groups, identity);
        return true;
    }

    private Outcome outcome(List<TargetGroup> groups, Identity identity) {
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
        return new Outcome(mine, dropped, unusable, droppedCount, excess);
    }

    @Override
    public void close() {
        found.forEach(FoundTargets::close);
    }
}
