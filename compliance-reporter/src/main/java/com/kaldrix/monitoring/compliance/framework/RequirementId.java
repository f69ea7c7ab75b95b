package com.kaldrix.monitoring.compliance.framework;

import java.util.Comparator;

/**
 * Which requirement of which framework. Sorted by both as text.
 *
 * @param framework id of the framework
 * @param requirement id of the requirement in it
 */
public record RequirementId(String framework, String requirement) implements Comparable<RequirementId> {
    private static final Comparator<RequirementId> ORDER =
            Comparator.comparing(RequirementId::framework).thenComparing(RequirementId::requirement);

    @Override
    public int compareTo(RequirementId other) {
        return ORDER.compare(this, other);
    }

    /** In the form {@code framework/requirement}. */
    @Override
    public String toString() {
        return framework + "/" + requirement;
    }
}
