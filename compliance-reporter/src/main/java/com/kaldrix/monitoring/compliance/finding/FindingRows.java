package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All findings as they stand in the caller's snapshot, for those who read a million of them one after the other. */
public interface FindingRows {
    /**
     * Hands out every finding once, in the order of the keys. Never holds more than a few thousand.
     *
     * @throws IOException when the reader cannot go on
     * @throws IllegalStateException outside of a transaction
     */
    void forEach(Bounds bounds, Reader reader) throws IOException;

    /** How many {@link #forEach} will hand out. */
    long count(Bounds bounds);

    /** When findings of each kind were told of last, by account and region, sorted by all three. */
    List<LastTold> lastTold(Bounds bounds);

    /** How many failed findings that count each of these covers, in the order of the list. */
    List<Long> failedIn(List<Tallies.Selection> selections);

    /**
     * Which findings; a set that is empty means all.
     *
     * @param accounts 12 digits each
     * @param components names of parts of the system
     */
    record Bounds(Set<String> accounts, Set<String> regions, Set<String> components) {
        public Bounds {
            accounts = Set.copyOf(accounts);
            regions = Set.copyOf(regions);
            components = Set.copyOf(components);
        }

        /** Whether a finding with these lies within. */
        public boolean holds(Tally.Kind kind) {
            return has(accounts, kind.account()) && has(regions, kind.region()) && has(components, kind.component());
        }

        private static boolean has(Set<String> wanted, String name) {
            return wanted.isEmpty() || wanted.contains(name);
        }
    }

    /** Takes findings one by one. */
    @FunctionalInterface
    interface Reader {
        /** @throws IOException when it cannot go on; then there are no more */
        void take(Row row) throws IOException;
    }

    /**
     * A finding.
     *
     * @param origins who says so, sorted
     * @param clues what it says about what it concerns; findings that say the same share the object
     */
    record Row(FindingKey key, About about, Verdict verdict, Seen seen, List<Origin> origins, FindingClues clues) {
        public Row {
            origins = List.copyOf(origins);
        }
    }

    /**
     * What a finding is about.
     *
     * @param resourceType empty when it is not said
     * @param component empty when it is not known
     * @param care who looks after it
     */
    record About(
            String title, String resourceType, String component, FindingSeverity severity, StoredFinding.Care care) {}

    /**
     * When a kind was told of last.
     *
     * @param namespace that of the controls, such as {@code securityhub}
     */
    record LastTold(String namespace, String account, String region, Instant at) {
        /** Empty when it was not longer ago. */
        public Optional<Instant> ifBefore(Instant time) {
            return at.isBefore(time) ? Optional.of(at) : Optional.empty();
        }
    }
}
