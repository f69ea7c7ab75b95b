package com.kaldrix.monitoring.compliance.score;

import java.util.OptionalInt;

/**
 * The scores of a standard, or of a part of it.
 *
 * @param framework which standard
 * @param part which part
 * @param own ours, beside its coverage
 * @param securityHub Security Hub's, 0 to 100, waivers not counted; empty when none of its controls has data, and for domains
 * @param requirements how many there are, by what is known of them
 */
public record StandardScore(
        String framework, Part part, Score own, OptionalInt securityHub, Requirements requirements) {
    /**
     * How many requirements.
     *
     * @param passed all that passed, those in part among them
     * @param passedInPart passed as far as checks can judge, and nobody answers for the rest
     */
    public record Requirements(int passed, int passedInPart, int failed, int unknown, int noData) {}
}
