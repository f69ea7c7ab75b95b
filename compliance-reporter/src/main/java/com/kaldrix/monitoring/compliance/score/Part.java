package com.kaldrix.monitoring.compliance.score;

import java.util.Comparator;

/**
 * A part of what is scored.
 *
 * @param cut by what it was cut
 * @param name which part, such as a domain's id or {@code eu-west-1}; empty for all
 */
public record Part(Cut cut, String name) implements Comparable<Part> {
    /** Everything. */
    public static final Part ALL = new Part(Cut.ALL, "");

    private static final Comparator<Part> ORDER =
            Comparator.comparing(Part::cut).thenComparing(Part::name);

    @Override
    public int compareTo(Part other) {
        return ORDER.compare(this, other);
    }
}
