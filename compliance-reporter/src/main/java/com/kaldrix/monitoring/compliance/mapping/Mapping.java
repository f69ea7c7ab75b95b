package com.kaldrix.monitoring.compliance.mapping;

import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a finding speaks about.
 *
 * @param requirements each with every reason for it, in the order of the steps; sorted by framework and requirement
 * @param unresolved what led nowhere, in the order of the steps
 */
public record Mapping(SortedMap<RequirementId, List<Provenance>> requirements, List<Unresolved> unresolved) {
    public Mapping {
        SortedMap<RequirementId, List<Provenance>> copy = new TreeMap<>();
        requirements.forEach((requirement, reasons) -> copy.put(requirement, List.copyOf(reasons)));
        requirements = Collections.unmodifiableSortedMap(copy);
        unresolved = List.copyOf(unresolved);
    }

    /** Whether the finding belongs on the list of those that no requirement is about; {@link #unresolved} says why. */
    public boolean isUnmapped() {
        return requirements.isEmpty();
    }

    /** Gathers a mapping step by step. */
    static final class Draft {
        private final SortedMap<RequirementId, List<Provenance>> requirements = new TreeMap<>();
        private final List<Unresolved> unresolved = new ArrayList<>();

        void add(RequirementId requirement, Provenance reason) {
            List<Provenance> reasons = requirements.computeIfAbsent(requirement, id -> new ArrayList<>());
            if (!reasons.contains(reason)) {
                reasons.add(reason);
            }
        }

        void unresolved(Step step, String clue, String reason) {
            unresolved.add(new Unresolved(step, clue, reason));
        }

        Mapping finish() {
            if (requirements.isEmpty() && unresolved.isEmpty()) {
                unresolved(Step.STATED, "", "the finding says nothing about what it concerns");
            }
            return new Mapping(requirements, unresolved);
        }
    }
}
