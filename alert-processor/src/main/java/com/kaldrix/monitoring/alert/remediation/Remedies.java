package com.kaldrix.monitoring.alert.remediation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is done about incidents, for those who show them. */
public interface Remedies {
    /** All of an incident, the oldest first. */
    List<RemediationView> of(UUID incident);

    /** The oldest that waits for somebody to agree; empty when none does. */
    Optional<Choice> waiting(UUID incident);

    /**
     * What somebody has to agree to.
     *
     * @param id of the remediation
     * @param words what would be done
     */
    record Choice(UUID id, String words) {}
}
