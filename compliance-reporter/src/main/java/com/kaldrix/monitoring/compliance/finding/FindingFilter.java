package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which findings are wanted: those that meet all that is given.
 *
 * @param place of which account, region and component, and which control and resource
 * @param state how it stands with them
 * @param requirement only those that speak about this requirement
 * @param changedFrom only those whose state became what it is at this instant or later
 */
public record FindingFilter(
        Place place, State state, Optional<RequirementId> requirement, Optional<Instant> changedFrom) {
    /** All of them. */
    public static final FindingFilter ALL = new FindingFilter(
            new Place(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            new State(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty());

    /** Where; each exactly. */
    public record Place(
            Optional<String> account,
            Optional<String> region,
            Optional<String> component,
            Optional<String> control,
            Optional<String> resource) {}

    /**
     * How.
     *
     * @param compliance what the check found
     * @param severity how bad
     * @param counts whether it is neither archived nor suppressed
     * @param owner who looks after it, exactly
     */
    public record State(
            Optional<ComplianceStatus> compliance,
            Optional<FindingSeverity> severity,
            Optional<Boolean> counts,
            Optional<String> owner) {}
}
