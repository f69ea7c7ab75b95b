package com.kaldrix.monitoring.compliance.report.oscal;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Which observations there are of a control, and which requirements its findings speak about. */
final class Observed {
    private final List<UUID> observations = new ArrayList<>();
    private final Set<RequirementId> requirements = new HashSet<>();
    private List<RequirementId> last = List.of();

    void add(UUID observation) {
        observations.add(observation);
    }

    void speaksOf(List<RequirementId> some) {
        if (some != last) {
            requirements.addAll(some);
            last = some;
        }
    }

    /** The other way round: for each requirement its observations, in the order of the controls. */
    static Map<RequirementId, List<UUID>> byRequirement(Map<Control, Observed> controls) {
        Map<RequirementId, List<UUID>> all = new HashMap<>();
        new TreeMap<>(controls)
                .values()
                .forEach(control -> control.requirements.forEach(
                        requirement -> all.computeIfAbsent(requirement, it -> new ArrayList<>())
                                .addAll(control.observations)));
        return all;
    }
}
