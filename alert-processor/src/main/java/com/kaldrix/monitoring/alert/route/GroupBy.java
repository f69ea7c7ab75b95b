package com.kaldrix.monitoring.alert.route;

import com.kaldrix.monitoring.common.label.Labels;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which labels join alerts to a group: those with the same values of these labels belong together.
 *
 * @param names label names, in order; empty when {@code all}
 * @param all every label counts ({@code group_by: ['...']}), so that no two alerts belong together
 */
public record GroupBy(Set<String> names, boolean all) {
    /** Every label counts. */
    public static final GroupBy ALL = new GroupBy(Set.of(), true);
    /** No label counts: everything on the route is one group. */
    public static final GroupBy NOTHING = new GroupBy(Set.of(), false);

    public GroupBy {
        names = Collections.unmodifiableSet(new TreeSet<>(names));
        if (all && !names.isEmpty()) {
            throw new IllegalArgumentException("grouping is by all labels or by those named, not by both");
        }
    }

    public static GroupBy of(Collection<String> names) {
        return new GroupBy(Set.copyOf(names), false);
    }

    /** What alerts of the same group share; a label that is not there is left out. */
    public Labels of(Labels labels) {
        return all ? labels : labels.only(names);
    }
}
