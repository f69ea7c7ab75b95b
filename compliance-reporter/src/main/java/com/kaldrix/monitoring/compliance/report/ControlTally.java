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
import org.jspecify.annotations.Nullable;

/** What is known of a control's findings so far. */
final class ControlTally {
    /** Most findings of a control speak about the same requirements, so these are counted by the list. */
    private static final int LISTS = 16;

    private static final int OWNERS = 20;

    private static final Comparator<GroupedFindings.CauseGroup> MOST_FIRST = Comparator.comparingLong(
                    GroupedFindings.CauseGroup::failed)
            .reversed()
            .thenComparing(GroupedFindings.CauseGroup::cause)
            .thenComparing(GroupedFindings.CauseGroup::resourceType);

    /** How many of the findings that speak about these are in which state, and whose the failed ones are. */
    private record ListTally(List<RequirementId> requirements, long[] states, Tally owners) {}

    /** The same of one requirement. */
    private record Part(long[] states, Tally owners) {
        Part(int count) {
            this(new long[count], new Tally(OWNERS));
        }
    }

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
            ListTally list = list(finding.requirements());
            if (list == null) {
                finding.requirements()
                        .forEach(requirement ->
                                single.computeIfAbsent(requirement, it -> new long[states.length])[state.ordinal()]++);
            } else {
                list.states()[state.ordinal()]++;
                if (state == FindingState.FAILED) {
                    list.owners().add(finding.handling().owner());
                }
            }
        }
    }

    private @Nullable ListTally list(List<RequirementId> requirements) {
        for (ListTally list : lists) {
            if (list.requirements() == requirements || list.requirements().equals(requirements)) {
                return list;
            }
        }
        if (lists.size() == LISTS) {
            return null;
        }
        ListTally list = new ListTally(requirements, new long[states.length], new Tally(OWNERS));
        lists.add(list);
        return list;
    }

    boolean hasFailed() {
        return failed(states) + waived(states) > 0;
    }

    GroupedFindings.ControlGroup group() {
        TreeSet<RequirementId> about = new TreeSet<>();
        byRequirement().forEach((requirement, part) -> {
            if (failed(part.states()) + waived(part.states()) > 0) {
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
                causes.values().stream()
                        .map(CauseTally::group)
                        .sorted(MOST_FIRST)
                        .toList());
    }

    void countInto(Map<RequirementId, RequirementTally> tallies) {
        byRequirement()
                .forEach((requirement, part) -> tallies.computeIfAbsent(requirement, id -> new RequirementTally())
                        .add(control, part.states(), part.owners().counts()));
    }

    private Map<RequirementId, Part> byRequirement() {
        Map<RequirementId, Part> all = new HashMap<>();
        single.forEach((requirement, counts) -> {
            Part part = all.computeIfAbsent(requirement, it -> new Part(states.length));
            sum(part.states(), counts);
            part.owners().addNameless(failed(counts));
        });
        for (ListTally list : lists) {
            Counts owners = list.owners().counts();
            for (RequirementId requirement : list.requirements()) {
                Part part = all.computeIfAbsent(requirement, it -> new Part(states.length));
                sum(part.states(), list.states());
                part.owners().addAll(owners);
            }
        }
        return all;
    }

    private static void sum(long[] all, long[] some) {
        for (int i = 0; i < all.length; i++) {
            all[i] += some[i];
        }
    }

    static long failed(long[] states) {
        return states[FindingState.FAILED.ordinal()];
    }

    static long waived(long[] states) {
        return states[FindingState.WAIVED.ordinal()];
    }
}
