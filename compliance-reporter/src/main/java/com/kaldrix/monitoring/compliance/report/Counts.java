package com.kaldrix.monitoring.compliance.report;

import java.util.List;

/**
 * How many findings by name.
 *
 * @param named the most first; the name may be empty where findings have none
 * @param further how many findings have names that there was no room for
 */
public record Counts(List<Count> named, long further) {
    /** How many findings have a name. */
    public record Count(String name, long findings) {}

    public Counts {
        named = List.copyOf(named);
    }
}
