package com.kaldrix.monitoring.compliance.finding;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A look at everything that a source has within bounds. What it should have seen and did not see is gone; of what lies outside of its bounds it says
 * nothing, and neither does one that was not finished.
 *
 * @param source whom it asked
 * @param scope what it looked at
 * @param startedAt when it began
 * @param complete whether it came to its end: every page of every account and region, without a refusal
 */
public record Scan(Source source, Scope scope, Instant startedAt, boolean complete) {
    /**
     * The bounds of a scan.
     *
     * @param accounts these; never empty
     * @param regions these; never empty
     * @param controls these only; empty for all
     * @param resourceTypes these only; empty for all. A finding that does not say what its resource is lies outside of any other bounds
     */
    public record Scope(Set<String> accounts, Set<String> regions, Set<Control> controls, Set<String> resourceTypes) {
        public Scope {
            accounts = Set.copyOf(accounts);
            regions = Set.copyOf(regions);
            controls = Set.copyOf(controls);
            resourceTypes = Set.copyOf(resourceTypes);
            if (accounts.isEmpty() || regions.isEmpty()) {
                throw new IllegalArgumentException("a scan looks at some account and some region");
            }
        }

        /** Whether a finding lies within. */
        public boolean covers(Finding finding) {
            return accounts.contains(finding.key().account())
                    && regions.contains(finding.key().region())
                    && (controls.isEmpty() || controls.contains(finding.key().control()))
                    && (resourceTypes.isEmpty() || resourceTypes.contains(finding.resourceType()));
        }
    }

    /**
     * What this scan says of a finding that was known before it.
     *
     * @param known the newest word of its origin
     * @param seen what the scan saw
     * @return the finding archived, if the scan should have seen it and did not; empty if it says nothing
     */
    public Optional<Finding> missing(Finding known, Set<Origin> seen) {
        boolean gone = complete
                && known.origin().source() == source
                && known.verdict().record() == RecordState.ACTIVE
                && known.seen().told().isBefore(startedAt)
                && scope.covers(known)
                && !seen.contains(known.origin());
        if (!gone) {
            return Optional.empty();
        }
        Seen was = known.seen();
        Instant since = was.updated().isAfter(startedAt) ? was.updated() : startedAt;
        return Optional.of(known.archived(new Seen(was.first(), was.last(), since, startedAt)));
    }
}
