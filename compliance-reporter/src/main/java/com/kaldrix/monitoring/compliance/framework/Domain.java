package com.kaldrix.monitoring.compliance.framework;

import java.util.List;

/**
 * A chapter of a standard.
 *
 * @param id as the standard writes it, or a word of our own where it has none
 * @param title what it is about
 * @param requirements in the order of the standard; never empty
 */
public record Domain(String id, String title, List<Requirement> requirements) {
    public Domain {
        requirements = List.copyOf(requirements);
    }
}
