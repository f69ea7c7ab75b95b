package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Tally;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.mapping.Mapping;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import com.kaldrix.monitoring.compliance.mapping.Unresolved;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Makes of tallies how it stands with the standards. What findings say is mapped once and remembered. Safe for several threads. */
public final class Assessment {
    private static final int MOST_REMEMBERED = 200_000;

    private final Places places;
    private final Mapper mapper;
    private final SecurityHubControls controls;
    private final Map<FindingClues, Target> remembered = new ConcurrentHashMap<>();

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

    /** Where clues lead: places of requirements, numbers of their frameworks, and what led nowhere. */
    private record Target(int[] places, int[] frameworks, List<Unresolved> unresolved) {}

    /**
     * How it stands.
     *
     * @param tallies of all findings that count
     * @param waived of those among them that are waived
     * @param attested requirements that somebody answers for
     * @param at when
     */
    public Standing of(Collection<Tally> tallies, Collection<Tally> waived, Set<RequirementId> attested, Instant at) {
        Count count = new Count(tallies);
        Map<FindingClues, Map<Tally.Kind, Tally.Counts>> without = new HashMap<>();
        for (Tally tally : waived) {
            without.computeIfAbsent(tally.clues(), clues -> new HashMap<>())
                    .merge(tally.kind(), tally.counts(), Tally.Counts::plus);
        }
        for (Tally tally : tallies) {
            count.add(
                    tally,
                    without.isEmpty()
                            ? Tally.Counts.NONE
                            : without.getOrDefault(tally.clues(), Map.of())
                                    .getOrDefault(tally.kind(), Tally.Counts.NONE));
        }
        for (RequirementId id : attested) {
            int place = places.place(id);
            if (place >= 0) {
                count.whole.attest(place);
            }
        }
        return count.standing(at);
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
        Target target = new Target(
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

    private static long sum(Tally.Counts counts) {
        return counts.passed() + counts.failed() + counts.warning() + counts.notAvailable();
    }

    private static final class Unmapped {
        private long findings;
        private final Set<Unresolved> unresolved = new LinkedHashSet<>();
    }

    /** What one counting gathers. */
    private final class Count {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<String, FindingSeverity> severities = new HashMap<>();
        /** By identity: tallies of the same clues share them, and comparing long lists for each of them takes time. */
        private final Map<FindingClues, Target> targets = new IdentityHashMap<>();

        private final Board whole;
        private final Map<String, Board> accounts = new HashMap<>();
        private final Map<String, Board> regions = new HashMap<>();
        private final Map<String, Board> components = new HashMap<>();
        private final Map<ControlStanding.Key, ControlStanding> standings = new HashMap<>();
        private final Map<Control, Unmapped> unmapped = new HashMap<>();

        private Count(Collection<Tally> tallies) {
            for (Tally tally : tallies) {
                Control control = tally.kind().control();
                if (isOfSecurityHub(control) && numbers.putIfAbsent(control.name(), numbers.size()) == null) {
                    controls.severityOf(control.name())
                            .flatMap(FindingSeverity::find)
                            .ifPresent(severity -> severities.put(control.name(), severity));
                }
            }
            whole = fresh();
        }

        private Board fresh() {
            return new Board(places, numbers.size());
        }

        private static boolean isOfSecurityHub(Control control) {
            return control.namespace().equals(Namespace.SECURITY_HUB.word());
        }

        private void add(Tally tally, Tally.Counts waived) {
            Tally.Kind kind = tally.kind();
            boolean ofSecurityHub = isOfSecurityHub(kind.control());
            Tally.Counts counts = tally.counts().minus(waived);
            // A passed finding of Security Hub says that it is informational; how bad its failure would be stands in
            // the table.
            FindingSeverity severity =
                    ofSecurityHub ? severities.getOrDefault(kind.control().name(), kind.severity()) : kind.severity();
            ControlStanding.Key key = new ControlStanding.Key(kind.control(), kind.account(), kind.region());
            standings.merge(
                    key, new ControlStanding(key, Board.status(counts), severity, counts.failed()), Count::together);
            Target target = targets.computeIfAbsent(tally.clues(), Assessment.this::target);
            // Also where nothing leads anywhere: of such a part it is said that nothing is known.
            Board[] boards = {
                whole,
                accounts.computeIfAbsent(kind.account(), name -> fresh()),
                regions.computeIfAbsent(kind.region(), name -> fresh()),
                components.computeIfAbsent(kind.component(), name -> fresh())
            };
            if (target.places().length == 0) {
                Unmapped list = unmapped.computeIfAbsent(kind.control(), control -> new Unmapped());
                list.findings += sum(tally.counts());
                list.unresolved.addAll(target.unresolved());
                return;
            }
            int number = ofSecurityHub ? numbers.getOrDefault(kind.control().name(), -1) : -1;
            ControlStatus status = Board.status(tally.counts());
            long waivedFindings = sum(waived);
            for (Board board : boards) {
                for (int place : target.places()) {
                    board.count(place, counts, waivedFindings, severity);
                }
                if (number >= 0) {
                    for (int framework : target.frameworks()) {
                        board.control(framework, number, status);
                    }
                }
            }
        }

        private static ControlStanding together(ControlStanding one, ControlStanding other) {
            return new ControlStanding(
                    one.key(),
                    SecurityHubScore.worse(one.status(), other.status()),
                    Weights.heavier(one.severity(), other.severity()),
                    one.failed() + other.failed());
        }

        private Standing standing(Instant at) {
            TreeMap<Part, Board> parts = new TreeMap<>();
            accounts.forEach((name, board) -> parts.put(new Part(Cut.ACCOUNT, name), board));
            regions.forEach((name, board) -> parts.put(new Part(Cut.REGION, name), board));
            components.forEach((name, board) -> parts.put(new Part(Cut.COMPONENT, name), board));
            return new Standing(
                    at,
                    places,
                    whole,
                    Collections.unmodifiableSortedMap(parts),
                    Collections.unmodifiableSortedMap(new TreeMap<>(standings)),
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
    }
}
