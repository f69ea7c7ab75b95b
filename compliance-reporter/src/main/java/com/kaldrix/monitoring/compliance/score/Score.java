package com.kaldrix.monitoring.compliance.score;

import java.util.Collection;
import java.util.OptionalInt;

/**
 * Our own score: the weight of what passed in that of all of which something is known, beside the coverage, without which it says
 * little.
 *
 * @param percent 0 to 100, rounded down; empty when nothing is known
 * @param coverage of how many requirements something is known
 */
public record Score(OptionalInt percent, Coverage coverage) {
    private static final double WHOLE = 100;

    /** The score of requirements. What is unknown counts against it. */
    public static Score of(Collection<RequirementResult> requirements) {
        double passed = 0;
        double known = 0;
        int count = 0;
        for (RequirementResult requirement : requirements) {
            if (requirement.evidence() != Evidence.NO_DATA) {
                known += requirement.weight();
                passed += requirement.evidence() == Evidence.PASSED ? requirement.weight() : 0;
                count++;
            }
        }
        OptionalInt percent =
                count == 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.floor(WHOLE * passed / known + 1e-9));
        return new Score(percent, new Coverage(count, requirements.size()));
    }

    /** As people read it, such as {@code 92 % on 71 % of the requirements}. */
    public String words() {
        return percent.isEmpty()
                ? "no data on any of " + coverage.all() + " requirements"
                : percent.getAsInt() + " % on " + coverage.percent() + " % of the requirements";
    }
}
