package com.kaldrix.monitoring.compliance.framework;

import java.util.List;

/**
 * One thing that a standard asks for.
 *
 * @param id as the standard writes it, such as {@code CC6.1}
 * @param title what it is about, in words of our own
 * @param kind how much of it checks can judge
 * @param links which checks speak about it; empty if and only if it is manual
 */
public record Requirement(String id, String title, Kind kind, List<Link> links) {
    public Requirement {
        links = List.copyOf(links);
        if (links.isEmpty() != (kind == Kind.MANUAL)) {
            throw new IllegalArgumentException(id + " is " + kind.word() + " and has " + links.size() + " checks");
        }
    }

    /** Whether any check speaks about it. */
    public boolean isTouched() {
        return !links.isEmpty();
    }
}
