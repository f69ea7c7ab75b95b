package com.kaldrix.monitoring.compliance.score;

/**
 * How it stands with a requirement.
 *
 * @param id as its standard writes it
 * @param weight how much it counts, more than 0: that of the worst severity among its checks
 * @param evidence what is known of it
 */
public record RequirementResult(String id, double weight, Evidence evidence) {
    public RequirementResult {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("the requirement '" + id + "' has the weight " + weight);
        }
    }
}
