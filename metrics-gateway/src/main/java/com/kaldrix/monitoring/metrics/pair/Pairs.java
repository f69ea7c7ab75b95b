package com.kaldrix.monitoring.metrics.pair;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Sender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Elects one sender of each cluster: the first that comes, until it has been silent for some time. Who was elected is kept in
 * the buffer as a note, and said anew from time to time, so that other gateways know that it is still there. Safe for several
 * threads.
 */
public final class Pairs implements Elections {
    /** The kind of notes that hold an {@link Election}. */
    public static final String NOTE = "election";

    private final Clock clock;
    private final Map<String, Cluster> clusters = new LinkedHashMap<>();
    private volatile PairRules rules = PairRules.usual();

    public Pairs(Clock clock) {
        this.clock = clock;
    }

    /** From now on these rules hold. */
    public void rules(PairRules fresh) {
        rules = fresh;
    }

    /**
     * Takes the label away that names the sender.
     *
     * @return the sender, of which {@link Sender#elected()} says whether it counts; null when these labels name none
     */
    public @Nullable Sender sender(LabelSet labels) {
        PairRules now = rules;
        String replica = labels.get(now.replicaLabel());
        if (replica.isEmpty()) {
            return null;
        }
        String cluster = labels.get(now.clusterLabel());
        if (cluster.isEmpty()) {
            return null;
        }
        @Nullable Cluster known = cluster(cluster, now);
        if (known == null) {
            return null;
        }
        labels.remove(now.replicaLabel());
        return known.sender(replica);
    }

    private synchronized @Nullable Cluster cluster(String name, PairRules now) {
        Cluster known = clusters.get(name);
        if (known == null && clusters.size() < now.mostClusters()) {
            known = new Cluster(name);
            clusters.put(name, known);
        }
        return known;
    }

    /** The notes that are still to be kept: elections that are new, or that were not said for a while. */
    public synchronized List<String> unkept() {
        if (clusters.isEmpty()) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        for (Cluster cluster : clusters.values()) {
            @Nullable Election unkept = cluster.unkept();
            if (unkept != null) {
                notes.add(unkept.note());
            }
        }
        return notes;
    }

    /** These notes have been kept. */
    public synchronized void kept(List<String> notes) {
        for (String note : notes) {
            Election.ofNote(note).ifPresent(election -> {
                @Nullable Cluster cluster = clusters.get(election.cluster());
                if (cluster != null) {
                    cluster.kept(election);
                }
            });
        }
    }

    /** What is elected now, in no particular order. */
    public synchronized List<Election> all() {
        return clusters.values().stream()
                .map(Cluster::election)
                .filter(election -> !election.replica().isEmpty())
                .toList();
    }

    /** Takes up what was kept before a restart. */
    public void recover(Election kept) {
        heard(kept.cluster(), kept.replica(), kept.heard());
    }

    @Override
    public void heard(String cluster, String replica, Instant since) {
        @Nullable Cluster known = cluster(cluster, rules);
        if (known != null) {
            known.heard(replica, since);
        }
    }

    private final class Cluster {
        private final String name;
        private final Map<String, Sender> senders = new LinkedHashMap<>();
        private String elected = "";
        private Instant lastHeard = Instant.EPOCH;
        private String keptReplica = "";
        private Instant keptAt = Instant.EPOCH;

        private Cluster(String name) {
            this.name = name;
        }

        private synchronized Sender sender(String replica) {
            // Replicas that come and go, such as pods with ever new names, must not fill the memory.
            if (senders.size() > 100) {
                senders.clear();
            }
            return senders.computeIfAbsent(replica, key -> () -> came(key));
        }

        private synchronized boolean came(String replica) {
            Instant now = clock.instant();
            if (lastHeard.isAfter(now.plus(rules.takeoverAfter()))) {
                // A clock was set back; waiting until it comes here again would refuse everybody.
                lastHeard = now;
            }
            boolean silent = Duration.between(lastHeard, now).compareTo(rules.takeoverAfter()) > 0;
            if (elected.isEmpty() || silent) {
                elected = replica;
            }
            boolean counts = elected.equals(replica);
            if (counts && now.isAfter(lastHeard)) {
                lastHeard = now;
            }
            return counts;
        }

        /** Somebody else has heard the elected sender; whoever was heard last is right, by name where that is the same. */
        private synchronized void heard(String replica, Instant since) {
            int later = since.compareTo(lastHeard);
            if (replica.equals(elected)) {
                lastHeard = later > 0 ? since : lastHeard;
            } else if (later > 0 || later == 0 && replica.compareTo(elected) < 0) {
                elected = replica;
                lastHeard = since;
            }
        }

        private synchronized Election election() {
            return new Election(name, elected, lastHeard);
        }

        private synchronized @Nullable Election unkept() {
            boolean old = Duration.between(keptAt, lastHeard)
                            .compareTo(rules.takeoverAfter().dividedBy(3))
                    > 0;
            return elected.isEmpty() || elected.equals(keptReplica) && !old ? null : election();
        }

        private synchronized void kept(Election election) {
            keptReplica = election.replica();
            keptAt = election.heard();
        }
    }
}
