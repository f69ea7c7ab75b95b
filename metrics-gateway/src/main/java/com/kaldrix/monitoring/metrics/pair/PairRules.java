package com.kaldrix.monitoring.metrics.pair;

import java.time.Duration;

/**
 * How pairs are told: a series that has both labels is brought by one of several senders of a cluster.
 *
 * @param clusterLabel names the cluster, such as {@code cluster}; stays
 * @param replicaLabel names the sender, such as {@code __replica__}; is taken away
 * @param takeoverAfter how long the elected sender must be silent before another takes its place
 * @param mostClusters how many clusters there may be; series of further ones are taken as they are
 */
public record PairRules(String clusterLabel, String replicaLabel, Duration takeoverAfter, int mostClusters) {
    public PairRules {
        if (clusterLabel.isEmpty() || replicaLabel.isEmpty() || clusterLabel.equals(replicaLabel)) {
            throw new IllegalArgumentException("a pair is told by two different labels");
        }
        if (takeoverAfter.isNegative() || takeoverAfter.isZero()) {
            throw new IllegalArgumentException("a sender is given some time before another takes its place");
        }
    }

    /** {@code cluster} and {@code __replica__}, 30 s, 100 clusters. */
    public static PairRules usual() {
        return new PairRules("cluster", "__replica__", Duration.ofSeconds(30), 100);
    }
}
