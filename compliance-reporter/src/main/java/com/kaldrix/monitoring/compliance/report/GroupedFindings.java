package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All findings of a report, grouped. Every finding is counted exactly once in each of the views.
 *
 * @param states how many by state
 * @param severities how many failed ones by severity
 * @param places how many by account and region, sorted by both
 * @param controls those with a failed or waived finding, the worst first
 * @param requirements those that a finding speaks about
 * @param overdue how many failed ones are past their due date
 */
public record GroupedFindings(
        Map<FindingState, Long> states,
        Map<FindingSeverity, Long> severities,
        List<PlaceCount> places,
        List<ControlGroup> controls,
        SortedMap<RequirementId, RequirementCount> requirements,
        long overdue) {
    /** What stands for all names that there was no room for. */
    public static final String FURTHER = "(further)";

    public GroupedFindings {
        EnumMap<FindingState, Long> byState = new EnumMap<>(FindingState.class);
        EnumMap<FindingSeverity, Long> bySeverity = new EnumMap<>(FindingSeverity.class);
        byState.putAll(states);
        bySeverity.putAll(severities);
        states = Collections.unmodifiableMap(byState);
        severities = Collections.unmodifiableMap(bySeverity);
        places = List.copyOf(places);
        controls = List.copyOf(controls);
        requirements = Collections.unmodifiableSortedMap(new TreeMap<>(requirements));
    }

    /** How many findings of an account in a region. */
    public record PlaceCount(String account, String region, long failed, long all) {}

    /**
     * A control that failed somewhere.
     *
     * @param title what most of its failed findings say
     * @param severity the worst of those
     * @param failed how many failed
     * @param waived how many failed and are waived
     * @param passed how many passed
     * @param requirements which requirements those that failed are about, sorted
     * @param causes how they are grouped, the most findings first
     */
    public record ControlGroup(
            Control control,
            String title,
            FindingSeverity severity,
            long failed,
            long waived,
            long passed,
            List<RequirementId> requirements,
            List<CauseGroup> causes) {
        public ControlGroup {
            requirements = List.copyOf(requirements);
            causes = List.copyOf(causes);
        }
    }

    /**
     * Failed findings of a control that have the same cause and the same type of resource.
     *
     * @param cause may be empty; {@link #FURTHER} when it stands for all causes that there was no room for
     * @param resourceType may be empty; {@link #FURTHER} with the cause
     * @param failed how many failed and are not waived
     * @param waived how many failed and are waived
     * @param overdue how many of the failed ones are past their due date
     * @param oldest when the first of them was seen first
     * @param owners whose they are; the empty name for those without an owner
     * @param regions where they are
     * @param examples resources of the first ones
     */
    public record CauseGroup(
            String cause,
            String resourceType,
            long failed,
            long waived,
            long overdue,
            Instant oldest,
            Counts owners,
            Counts regions,
            List<String> examples) {
        public CauseGroup {
            examples = List.copyOf(examples);
        }
    }

    /**
     * How many findings speak about a requirement.
     *
     * @param controls which controls those that failed are of, the most findings first
     * @param owners whose those that failed and are not waived are; the empty name for those without an owner
     */
    public record RequirementCount(
            long failed, long waived, long unknown, long passed, List<ControlCount> controls, Counts owners) {
        /** Of nothing. */
        public static final RequirementCount NONE =
                new RequirementCount(0, 0, 0, 0, List.of(), new Counts(List.of(), 0));

        public RequirementCount {
            controls = List.copyOf(controls);
        }
    }

    /** How many findings of a control failed. */
    public record ControlCount(Control control, long failed, long waived) {}

    /** How many are in a state. */
    public long count(FindingState state) {
        return states.getOrDefault(state, 0L);
    }

    /** How many failed ones have a severity. */
    public long count(FindingSeverity severity) {
        return severities.getOrDefault(severity, 0L);
    }

    /** How many there are. */
    public long all() {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How it stands with a requirement. */
    public RequirementCount requirement(RequirementId id) {
        return requirements.getOrDefault(id, RequirementCount.NONE);
    }
}
