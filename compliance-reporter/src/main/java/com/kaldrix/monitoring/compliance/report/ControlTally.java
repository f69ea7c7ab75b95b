package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is known of a control's findings so far. */
final class ControlTally {
    /** Most findings of a control speak about the same requirements, so these are counted by the list. */
    private static final int LISTS = 16;

    private static final Comparator<GroupedFindings.CauseGroup> MOST_FIRST = Comparator.comparingLong(
                    GroupedFindings.CauseGroup::failed)
            .reversed()
            .thenComparing(GroupedFindings.CauseGroup::cause)
            .thenComparing(GroupedFindings.CauseGroup::resourceType);

    /** How many of the findings that speak about these are in which state. */
    private record ListTally(List<RequirementId> requirements, long[] states) {}

    final Control control;
    final Map<CauseTally.Cause, CauseTally> causes = new HashMap<>();
    private final long[] states = new long[FindingState.values().length];
    private final List<ListTally> lists = new ArrayList<>();
    private final Map<RequirementId, long[]> single = new HashMap<>();
    private FindingSeverity severity = FindingSeverity.UNRATED;
    private final Tally titles = new Tally(LISTS);

    ControlTally(Control control) {
        this.control = control;
    }

    void add(ReportFinding finding, FindingState state) {
        states[state.ordinal()]++;
        if (state == FindingState.FAILED || state == FindingState.WAIVED) {
            severity = severity.worst(finding.what().severity());
            titles.add(finding.what().title());
        }
        if (!finding.requirements().isEmpty()) {
            count(finding.requirements(), state);
        }
    }

    private void count(List<RequirementId> requirements, FindingState state) {
        for (ListTally list : lists) {
            if (list.requirements() == requirements || list.requirements().equals(requirements)) {
                list.states()[state.ordinal()]++;
                return;
            }
        }
        if (lists.size() < LISTS) {
            ListTally list = new ListTally(requirements, new long[states.length]);
            list.states()[state.ordinal()]++;
            lists.add(list);
        } else {
            requirements.forEach(
                    requirement -> single.computeIfAbsent(requirement, it -> new long[states.length])[state.ordinal()]++);
        }
    }

    boolean hasFailed() {
        return failed(states) + waived(states) > 0;
    }

    GroupedFindings.ControlGroup group() {
        TreeSet<RequirementId> about = new TreeSet<>();
        byRequirement().forEach((requirement, counts) -> {
            if (failed(counts) + waived(counts) > 0) {
                about.add(requirement);
            }
        });
        return new GroupedFindings.ControlGroup(
                control,
                titles.counts().named().getFirst().name(),
                severity,
                failed(states),
                waived(states),
                states[FindingState.PASSED.ordinal()],
                List.copyOf(about),
                causes.values().stream().map(CauseTally::group).sorted(MOST_FIRST).toList());
    }

    void countInto(Map<RequirementId, RequirementTally> tallies) {
        byRequirement().forEach((requirement, counts) -> tallies.computeIfAbsent(requirement, id -> new RequirementTally())
                .add(control, counts));
    }

    private Map<RequirementId, long[]> byRequirement() {
        Map<RequirementId, long[]> all = new HashMap<>();
        single.forEach((requirement, counts) -> all.put(requirement, counts.clone()));
        for (ListTally list : lists) {
            for (RequirementId requirement : list.requirements()) {
                long[] sum = all.computeIfAbsent(requirement, it -> new long[states.length]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += list.states()[i];
                }
            }
        }
        return all;
    }

    static long failed(long[] states) {
        return states[FindingState.FAILED.ordinal()];
    }

    static long waived(long[] states) {
        return states[FindingState.WAIVED.ordinal()];
    }
}
