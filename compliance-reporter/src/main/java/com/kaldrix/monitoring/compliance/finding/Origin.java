package com.kaldrix.monitoring.compliance.finding;

import java.util.Comparator;

/**
 * Which finding of which source. Two that are equal are the same finding at two times. Sorted by both.
 *
 * @param id as the source calls it; never empty
 */
public record Origin(Source source, String id) implements Comparable<Origin> {
    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::source).thenComparing(Origin::id);

    public Origin {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a finding of " + source.word() + " has no id");
        }
    }

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }

    /** In the form {@code source:id}. */
    @Override
    public String toString() {
        return source.word() + ":" + id;
    }
}
