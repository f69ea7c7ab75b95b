package com.kaldrix.monitoring.metrics.ingest.scrape.discovery;

import java.time.Clock;

/** Finds targets that are written down or in files; passes on what is in a cluster. */
public final class LocalDiscoveries implements Discoveries {
    private final Clock clock;
    private final Cluster cluster;

    /** Finds targets in a Kubernetes cluster. */
    @FunctionalInterface
    public interface Cluster {
        /** Begins; the caller closes it. */
        FoundTargets begin(Discovery.InKubernetes discovery);
    }

    public LocalDiscoveries(Clock clock, Cluster cluster) {
        this.clock = clock;
        this.cluster = cluster;
    }

    @Override
    public FoundTargets begin(Discovery discovery) {
        return switch (discovery) {
            case Discovery.Written written -> FoundTargets.of(written.groups());
            case Discovery.InFiles files -> new FileTargets(files, clock);
            case Discovery.InKubernetes kubernetes -> cluster.begin(kubernetes);
        };
    }
}
