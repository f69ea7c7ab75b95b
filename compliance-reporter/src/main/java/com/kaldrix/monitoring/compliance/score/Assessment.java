package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Tally;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.Kind;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.Requirement;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.mapping.Mapping;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import com.kaldrix.monitoring.compliance.mapping.Unresolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Makes of tallies how it stands with the standards. What findings say is mapped once and remembered. Safe for several threads. */
public final class Assessment {
    private static final int MOST_REMEMBERED = 200_000;

    private final Catalogue catalogue;
    private final Mapper mapper;
    private final SecurityHubControls controls;
    private final RequirementId[] ids;
    private final Kind[] kinds;
    private final Map<RequirementId, Integer> places = new HashMap<>();
    private final Map<FindingClues, Target> remembered = new ConcurrentHashMap<>();

    /**
     * @param catalogue the frameworks in force
     * @param mapper over the same frameworks
     * @param controls what is known of Security Hub's controls
     */
    public Assessment(Catalogue catalogue, Mapper mapper, SecurityHubControls controls) {
        this.catalogue = catalogue;
        this.mapper = mapper;
        this.controls = controls;
        List<RequirementId> all = new ArrayList<>();
        List<Kind> kindsOfAll = new ArrayList<>();
        for (Framework framework : catalogue.frameworks()) {
            for (Requirement requirement : framework.requirements().toList()) {
                RequirementId id = new RequirementId(framework.id(), requirement.id());
                places.put(id, all.size());
                all.add(id);
                kindsOfAll.add(requirement.kind());
            }
        }
        ids = all.toArray(RequirementId[]::new);
        kinds = kindsOfAll.toArray(Kind[]::new);
    }

    /** Where clues lead: places of requirements, their frameworks, and what led nowhere. */
    private record Target(int[] places, Set<String> frameworks, List<Unresolved> unresolved) {}

    /**
     * How it stands.
     *
     * @param tallies of all findings that count
     * @param waived of those among them that are waived
     * @param attested requirements that somebody answers for
     * @param at when
     */
    public Standing of(
            Collection<Tally> tallies, Collection<Tally> waived, Set<RequirementId> attested, Instant at) {
        Map<Part, Board> boards = new TreeMap<>();
        boards.put(Part.ALL, new Board());
        TreeMap<ControlStanding.Key, ControlStanding> standings = new TreeMap<>();
        Map<Control, Unmapped> unmapped = new HashMap<>();
        Map<FindingClues, Map<Tally.Kind, Tally.Counts>> waivedCounts = new HashMap<>();
        for (Tally tally : waived) {
            waivedCounts
                    .computeIfAbsent(tally.clues(), clues -> new HashMap<>())
                    .merge(tally.kind(), tally.counts(), Tally.Counts::plus);
        }
        for (Tally tally : tallies) {
            Tally.Counts without = waivedCounts.isEmpty()
                    ? Tally.Counts.NONE
                    : waivedCounts.getOrDefault(tally.clues(), Map.of()).getOrDefault(tally.kind(), Tally.Counts.NONE);
            count(tally, without, boards, standings, unmapped);
        }
        TreeMap<Part, Standing.PartStanding> parts = new TreeMap<>();
        boards.forEach((part, board) ->
                parts.put(part, board.standing(part.cut() == Cut.ALL ? attested : Set.of())));
        return new Standing(
                at,
                catalogue.frameworks(),
                parts,
                standings,
                unmapped.entrySet().stream()
                        .map(entry -> new UnmappedFindings(
                                entry.getKey(),
                                entry.getValue().findings,
                                List.copyOf(entry.getValue().unresolved)))
                        .sorted(Comparator.comparingLong(UnmappedFindings::findings)
                                .reversed()
                                .thenComparing(UnmappedFindings::control))
                        .toList());
    }

    private void count(
            Tally tally,
            Tally.Counts waived,
            Map<Part, Board> boards,
            Map<ControlStanding.Key, ControlStanding> standings,
            Map<Control, Unmapped> unmapped) {
        Tally.Kind kind = tally.kind();
        Tally.Counts counts = tally.counts().minus(waived);
        FindingSeverity severity = severity(kind);
        standings.merge(
                new ControlStanding.Key(kind.control(), kind.account(), kind.region()),
                new ControlStanding(
                        new ControlStanding.Key(kind.control(), kind.account(), kind.region()),
                        Board.status(counts),
                        severity,
                        counts.failed()),
                Assessment::together);
        Target target = target(tally.clues());
        if (target.places().length == 0) {
            Unmapped list = unmapped.computeIfAbsent(kind.control(), control -> new Unmapped());
            list.findings += sum(tally.counts());
            list.unresolved.addAll(target.unresolved());
        }
        for (Part part : List.of(
                Part.ALL,
                new Part(Cut.ACCOUNT, kind.account()),
                new Part(Cut.REGION, kind.region()),
                new Part(Cut.COMPONENT, kind.component()))) {
            Board board = boards.computeIfAbsent(part, fresh -> new Board());
            for (int place : target.places()) {
                board.count(place, counts, sum(waived), severity);
            }
            if (kind.control().namespace().equals(Namespace.SECURITY_HUB.word())) {
                for (String framework : target.frameworks()) {
                    board.control(framework, kind.control().name(), tally.counts());
                }
            }
        }
    }

    /** A passed finding of Security Hub says that it is informational; how bad its failure would be stands in the table. */
    private FindingSeverity severity(Tally.Kind kind) {
        return kind.control().namespace().equals(Namespace.SECURITY_HUB.word())
                ? controls.severityOf(kind.control().name())
                        .flatMap(FindingSeverity::find)
                        .orElse(kind.severity())
                : kind.severity();
    }

    private static ControlStanding together(ControlStanding one, ControlStanding other) {
        return new ControlStanding(
                one.key(),
                SecurityHubScore.worse(one.status(), other.status()),
                Weights.heavier(one.severity(), other.severity()),
                one.failed() + other.failed());
    }

    private static long sum(Tally.Counts counts) {
        return counts.passed() + counts.failed() + counts.warning() + counts.notAvailable();
    }

    private Target target(FindingClues clues) {
        Target known = remembered.get(clues);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        Mapping mapping = mapper.map(clues);
        Set<String> frameworks = new LinkedHashSet<>();
        mapping.requirements().keySet().forEach(id -> frameworks.add(id.framework()));
        Target target = new Target(
                mapping.requirements().keySet().stream()
                        .mapToInt(id -> places.getOrDefault(id, -1))
                        .filter(place -> place >= 0)
                        .toArray(),
                Set.copyOf(frameworks),
                mapping.isUnmapped() ? mapping.unresolved() : List.of());
        remembered.put(clues, target);
        return target;
    }

    private static final class Unmapped {
        private long findings;
        private final Set<Unresolved> unresolved = new LinkedHashSet<>();
    }

    /** What is known of one part while it is counted. */
    private final class Board {
        private final long[] failed = new long[ids.length];
        private final long[] passed = new long[ids.length];
        private final long[] unknown = new long[ids.length];
        private final long[] waived = new long[ids.length];
        private final FindingSeverity[] severities = new FindingSeverity[ids.length];
        private final Map<String, Map<String, ControlStatus>> securityHub = new HashMap<>();

        private void count(int place, Tally.Counts counts, long waivedFindings, FindingSeverity severity) {
            failed[place] += counts.failed();
            passed[place] += counts.passed();
            unknown[place] += counts.warning() + counts.notAvailable();
            waived[place] += waivedFindings;
            FindingSeverity known = severities[place];
            severities[place] = known == null ? severity : Weights.heavier(known, severity);
        }

        private void control(String framework, String control, Tally.Counts counts) {
            securityHub
                    .computeIfAbsent(framework, id -> new HashMap<>())
                    .merge(control, status(counts), SecurityHubScore::worse);
        }

        private static ControlStatus status(Tally.Counts counts) {
            if (counts.failed() > 0) {
                return ControlStatus.FAILED;
            }
            if (counts.warning() + counts.notAvailable() > 0) {
                return ControlStatus.UNKNOWN;
            }
            return counts.passed() > 0 ? ControlStatus.PASSED : ControlStatus.NO_DATA;
        }

        private Standing.PartStanding standing(Set<RequirementId> attested) {
            Map<RequirementId, RequirementStanding> known = new HashMap<>();
            for (int place = 0; place < ids.length; place++) {
                FindingSeverity severity = severities[place];
                boolean answered = attested.contains(ids[place]);
                if (severity != null || answered) {
                    known.put(
                            ids[place],
                            new RequirementStanding(
                                    ids[place],
                                    kinds[place],
                                    evidence(place, answered),
                                    severity == null ? FindingSeverity.UNRATED : severity,
                                    answered,
                                    new RequirementStanding.Findings(
                                            failed[place], passed[place] + unknown[place], waived[place])));
                }
            }
            return new Standing.PartStanding(known, securityHub);
        }

        /** Who answers for a part says nothing of what checks should judge and have not. */
        private Evidence evidence(int place, boolean answered) {
            if (failed[place] > 0) {
                return Evidence.FAILED;
            }
            if (unknown[place] > 0) {
                return Evidence.UNKNOWN;
            }
            if (passed[place] > 0) {
                return Evidence.PASSED;
            }
            if (!answered) {
                return Evidence.NO_DATA;
            }
            return kinds[place] == Kind.MANUAL ? Evidence.PASSED : Evidence.UNKNOWN;
        }
    }
}
