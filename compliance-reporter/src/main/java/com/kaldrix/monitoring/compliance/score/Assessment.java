package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.Tally;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.mapping.Mapping;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes of tallies how it stands with the standards. What findings say is mapped once and remembered. Safe for several threads. */
public final class Assessment {
    private static final int MOST_REMEMBERED = 200_000;

    private final Places places;
    private final Mapper mapper;
    private final SecurityHubControls controls;
    private final Map<FindingClues, RunningCount.Target> remembered = new ConcurrentHashMap<>();

    /**
     * @param catalogue the frameworks in force
     * @param mapper over the same frameworks
     * @param controls what is known of Security Hub's controls
     */
    public Assessment(Catalogue catalogue, Mapper mapper, SecurityHubControls controls) {
        this.places = new Places(catalogue);
        this.mapper = mapper;
        this.controls = controls;
    }

    /**
     * How it stands.
     *
     * @param tallies of all findings that count
     * @param waived of those among them that are waived
     * @param attested requirements that somebody answers for
     * @param at when
     */
    public Standing of(Collection<Tally> tallies, Collection<Tally> waived, Set<RequirementId> attested, Instant at) {
        return running(TurnedOff.NOTHING).of(tallies, waived, attested, at);
    }

    /**
     * One that goes on from what it has counted before.
     *
     * @param off which controls are not checked
     */
    RunningCount running(TurnedOff off) {
        return new RunningCount(places, this::target, controls, off);
    }

    private RunningCount.Target target(FindingClues clues) {
        RunningCount.Target known = remembered.get(clues);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        Mapping mapping = mapper.map(clues);
        RunningCount.Target target = new RunningCount.Target(
                mapping.requirements().keySet().stream()
                        .mapToInt(places::place)
                        .filter(place -> place >= 0)
                        .toArray(),
                mapping.requirements().keySet().stream()
                        .mapToInt(id -> places.number(id.framework()))
                        .filter(framework -> framework >= 0)
                        .distinct()
                        .toArray(),
                mapping.isUnmapped() ? mapping.unresolved() : List.of());
        remembered.put(clues, target);
        return target;
    }
}
