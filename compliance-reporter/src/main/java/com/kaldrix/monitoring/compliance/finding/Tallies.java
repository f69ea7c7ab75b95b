package com.kaldrix.monitoring.compliance.finding;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How many findings there are of each kind; kept up with every change of a finding, so that asking does not count them. */
public interface Tallies {
    /**
     * All that are not empty, in no order. Not for a transaction that changes findings itself: were it rolled back, others would go on seeing what it saw.
     */
    List<Tally> all();

    /** The same, counted from the findings themselves in the caller's snapshot, for those who read these in the same transaction. */
    List<Tally> counted();

    /**
     * Of those findings that count, how many are among these; each counted once, however many of the conditions it meets.
     *
     * @param selection which findings
     */
    List<Tally> of(Selection selection);

    /**
     * Findings.
     *
     * @param findings by id
     * @param controls all of these controls, within bounds
     * @param resources all of these resources
     */
    record Selection(Set<UUID> findings, List<ControlWithin> controls, Set<String> resources) {
        public Selection {
            findings = Set.copyOf(findings);
            controls = List.copyOf(controls);
            resources = Set.copyOf(resources);
        }

        public boolean isEmpty() {
            return findings.isEmpty() && controls.isEmpty() && resources.isEmpty();
        }
    }

    /**
     * A control within bounds.
     *
     * @param account only in this account; empty for all
     * @param region only in this region; empty for all
     */
    record ControlWithin(Control control, String account, String region) {}
}
