package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.framework.Kind;
import com.kaldrix.monitoring.compliance.framework.RequirementId;

/**
 * How it stands with a requirement.
 *
 * @param id which one
 * @param kind how much of it checks can judge
 * @param evidence what is known of it
 * @param severity the worst among the checks that speak about it, which is its weight; unrated when none does
 * @param attested whether somebody answers for what checks cannot judge
 * @param findings how many findings speak about it, waived ones apart
 */
public record RequirementStanding(
        RequirementId id, Kind kind, Evidence evidence, FindingSeverity severity, boolean attested, Findings findings) {
    /**
     * Findings that count.
     *
     * @param failed of those that are not waived
     * @param other passed, warned or not available, of those that are not waived
     * @param waived do not count while their waiver holds
     */
    public record Findings(long failed, long other, long waived) {}

    /** Whether it is passed as far as checks can judge it, which is not the whole of it, and nobody answers for the rest. */
    public boolean isPassedInPart() {
        return evidence == Evidence.PASSED && kind == Kind.PARTIAL && !attested;
    }

    /** As the score counts it. */
    public RequirementResult result() {
        return new RequirementResult(id.requirement(), Weights.of(severity), evidence);
    }
}
