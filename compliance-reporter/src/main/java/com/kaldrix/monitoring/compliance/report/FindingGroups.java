package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Groups findings in one pass. What it keeps does not grow with their number: groups, controls and names have a fixed room, and what comes when there
 * is none left is counted together under {@link GroupedFindings#FURTHER}, so that counts stay exact.
 */
final class FindingGroups {
    /**
     * How much it keeps.
     *
     * @param controls how many controls
     * @param groups how many groups of all controls together
     * @param places how many pairs of account and region
     */
    record Room(int controls, int groups, int places) {
        static final Room USUAL = new Room(5_000, 20_000, 2_000);
    }

    private static final Comparator<GroupedFindings.ControlGroup> WORST_FIRST = Comparator.comparing(
                    GroupedFindings.ControlGroup::severity)
            .reversed()
            .thenComparing(Comparator.comparingLong(GroupedFindings.ControlGroup::failed)
                    .reversed())
            .thenComparing(GroupedFindings.ControlGroup::control);

    /** Account and region. */
    private record Place(String account, String region) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::account).thenComparing(Place::region);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private final Room room;
    private final Instant cutOff;
    private final EnumMap<FindingState, long[]> states = new EnumMap<>(FindingState.class);
    private final EnumMap<FindingSeverity, long[]> severities = new EnumMap<>(FindingSeverity.class);
    private final Map<Place, long[]> places = new TreeMap<>();
    private final Map<Control, ControlTally> controls = new HashMap<>();
    private int groups;
    private long overdue;

    /** @param cutOff what is due before it is overdue */
    FindingGroups(Instant cutOff, Room room) {
        this.cutOff = cutOff;
        this.room = room;
    }

    void add(ReportFinding finding) {
        FindingState state = finding.state();
        boolean failed = state == FindingState.FAILED;
        states.computeIfAbsent(state, it -> new long[1])[0]++;
        if (failed) {
            severities.computeIfAbsent(finding.what().severity(), it -> new long[1])[0]++;
            overdue += isOverdue(finding) ? 1 : 0;
        }
        long[] place = place(finding);
        place[0] += failed ? 1 : 0;
        place[1]++;
        ControlTally control = control(finding.key().control());
        control.add(finding, state);
        if (failed || state == FindingState.WAIVED) {
            CauseTally.Cause cause =
                    new CauseTally.Cause(finding.what().cause(), finding.what().resourceType());
            CauseTally tally = control.causes.get(cause);
            if (tally == null) {
                boolean hasRoom = groups < room.groups();
                groups += hasRoom ? 1 : 0;
                tally = control.causes.computeIfAbsent(hasRoom ? cause : CauseTally.Cause.FURTHER, CauseTally::new);
            }
            tally.add(finding, failed, failed && isOverdue(finding));
        }
    }

    private boolean isOverdue(ReportFinding finding) {
        Instant due = finding.handling().due();
        return due != null && due.isBefore(cutOff);
    }

    private long[] place(ReportFinding finding) {
        Place place = new Place(finding.key().account(), finding.key().region());
        long[] known = places.get(place);
        if (known != null) {
            return known;
        }
        Place kept =
                places.size() < room.places() ? place : new Place(GroupedFindings.FURTHER, GroupedFindings.FURTHER);
        return places.computeIfAbsent(kept, it -> new long[2]);
    }

    private ControlTally control(Control control) {
        ControlTally known = controls.get(control);
        if (known != null) {
            return known;
        }
        Control kept =
                controls.size() < room.controls() ? control : new Control(control.namespace(), GroupedFindings.FURTHER);
        return controls.computeIfAbsent(kept, ControlTally::new);
    }

    GroupedFindings finish() {
        EnumMap<FindingState, Long> byState = new EnumMap<>(FindingState.class);
        EnumMap<FindingSeverity, Long> bySeverity = new EnumMap<>(FindingSeverity.class);
        states.forEach((state, count) -> byState.put(state, count[0]));
        severities.forEach((severity, count) -> bySeverity.put(severity, count[0]));
        List<GroupedFindings.PlaceCount> byPlace = places.entrySet().stream()
                .map(entry -> new GroupedFindings.PlaceCount(
                        entry.getKey().account(), entry.getKey().region(), entry.getValue()[0], entry.getValue()[1]))
                .toList();
        List<GroupedFindings.ControlGroup> byControl = controls.values().stream()
                .filter(ControlTally::hasFailed)
                .map(ControlTally::group)
                .sorted(WORST_FIRST)
                .toList();
        Map<RequirementId, RequirementTally> byRequirement = new TreeMap<>();
        controls.values().stream()
                .sorted(Comparator.comparing(tally -> tally.control))
                .forEach(tally -> tally.countInto(byRequirement));
        TreeMap<RequirementId, GroupedFindings.RequirementCount> counts = new TreeMap<>();
        byRequirement.forEach((requirement, tally) -> counts.put(requirement, tally.count()));
        return new GroupedFindings(byState, bySeverity, byPlace, byControl, counts, overdue);
    }
}
