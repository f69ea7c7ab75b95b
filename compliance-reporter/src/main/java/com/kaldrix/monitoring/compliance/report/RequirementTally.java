package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.finding.Control;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is known of a requirement's findings so far. */
final class RequirementTally {
    private static final Comparator<GroupedFindings.ControlCount> MOST_FIRST = Comparator.comparingLong(
                    GroupedFindings.ControlCount::failed)
            .reversed()
            .thenComparing(GroupedFindings.ControlCount::control);

    private static final int OWNERS = 20;

    private final long[] states = new long[FindingState.values().length];
    private final Tally owners = new Tally(OWNERS);
    private final List<GroupedFindings.ControlCount> controls = new ArrayList<>();

    void add(Control control, long[] counts, Counts whose) {
        owners.addAll(whose);
        for (int i = 0; i < counts.length; i++) {
            states[i] += counts[i];
        }
        if (ControlTally.failed(counts) + ControlTally.waived(counts) > 0) {
            controls.add(new GroupedFindings.ControlCount(
                    control, ControlTally.failed(counts), ControlTally.waived(counts)));
        }
    }

    GroupedFindings.RequirementCount count() {
        controls.sort(MOST_FIRST);
        return new GroupedFindings.RequirementCount(
                ControlTally.failed(states),
                ControlTally.waived(states),
                states[FindingState.UNKNOWN.ordinal()],
                states[FindingState.PASSED.ordinal()],
                controls,
                owners.counts());
    }
}
