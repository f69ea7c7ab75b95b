package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Tally;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import com.kaldrix.monitoring.compliance.mapping.Unresolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts tallies and goes on from there: the next time only those are counted that are not the same objects as before. What it has shown never changes;
 * parts that change are copied first. Safe for several threads.
 */
final class RunningCount {
    private static final Comparator<UnmappedFindings> MOST_FIRST =
            Comparator.comparingLong(UnmappedFindings::findings).reversed().thenComparing(UnmappedFindings::control);

    private static final int MOST_REMEMBERED = 200_000;

    private final Places places;
    private final Function<FindingClues, Target> targets;
    /** By identity: tallies of the same clues mostly share them, and comparing long lists for each of them takes time. */
    private final Map<FindingClues, Target> targetsByIdentity = new IdentityHashMap<>();

    private final SecurityHubControls controls;
    private final TurnedOff off;
    private final Map<String, List<Integer>> frameworks = new HashMap<>();

    private final Map<Tally, Counted> counted = new IdentityHashMap<>();
    private final Map<Key, Tally> known = new HashMap<>();
    private final Map<Tally, Tally.Counts> waived = new IdentityHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Boards boards;
    private final Map<ControlStanding.Key, List<Tally>> byPlace = new HashMap<>();
    private final Map<Control, List<Tally>> leadNowhere = new HashMap<>();
    private TreeMap<ControlStanding.Key, ControlStanding> standings = new TreeMap<>();
    private List<UnmappedFindings> unmapped = List.of();
    private int round;

    /** Where clues lead: places of requirements, numbers of their frameworks, and what led nowhere. */
    record Target(int[] places, int[] frameworks, List<Unresolved> unresolved) {}

    /** What findings of a tally have in common. */
    private record Key(FindingClues clues, Tally.Kind kind) {
        static Key of(Tally tally) {
            return new Key(tally.clues(), tally.kind());
        }
    }

    /** A tally as it was counted. */
    private static final class Counted {
        private final Target target;
        private Tally.Counts waived;
        private int round;

        Counted(Target target, Tally.Counts waived, int round) {
            this.target = target;
            this.waived = waived;
            this.round = round;
        }
    }

    /** What a round has touched and what is therefore to be put together anew. */
    private static final class Touched {
        private final Set<ControlStanding.Key> places = new HashSet<>();
        private boolean unmapped;
    }

    /** @param off which controls are not checked; what is said of them counts for nothing */
    RunningCount(Places places, Function<FindingClues, Target> targets, SecurityHubControls controls, TurnedOff off) {
        this.places = places;
        this.targets = targets;
        this.controls = controls;
        this.off = off;
        this.boards = new Boards(places);
        for (int number = 0; number < places.frameworks().size(); number++) {
            for (String name : places.frameworks().get(number).knownAs()) {
                frameworks.computeIfAbsent(name, standard -> new ArrayList<>()).add(number);
            }
        }
    }

    /** Which controls it takes for turned off. */
    TurnedOff off() {
        return off;
    }

    /**
     * How it stands.
     *
     * @param tallies of all findings that count; those that have not changed since the last time as the same objects
     * @param ofWaived of those among them that are waived
     * @param attested requirements that somebody answers for
     * @param at when
     */
    synchronized Standing of(
            Collection<Tally> tallies, Collection<Tally> ofWaived, Set<RequirementId> attested, Instant at) {
        round++;
        List<Tally> fresh = new ArrayList<>();
        int still = 0;
        for (Tally tally : tallies) {
            if (off.isEverywhere(tally.kind())) {
                continue;
            }
            Counted before = counted.get(tally);
            if (before == null) {
                fresh.add(tally);
            } else {
                before.round = round;
                still++;
            }
        }
        Touched touched = new Touched();
        if (still < counted.size()) {
            forget(touched);
        }
        fresh.forEach(tally -> known.put(Key.of(tally), tally));
        Map<Tally, Tally.Counts> without = without(ofWaived);
        for (Tally tally : fresh) {
            add(tally, without.getOrDefault(tally, Tally.Counts.NONE), touched);
        }
        waiveAnew(without, touched);
        boards.attest(attested);
        putTogether(touched);
        return new Standing(
                at, places, boards.whole(), boards.parts(), Collections.unmodifiableSortedMap(standings), unmapped);
    }

    /** Takes away what was not there this time. */
    private void forget(Touched touched) {
        List<Tally> gone = new ArrayList<>();
        counted.forEach((tally, entry) -> {
            if (entry.round != round) {
                gone.add(tally);
            }
        });
        for (Tally tally : gone) {
            remove(tally, touched);
            known.remove(Key.of(tally), tally);
            waived.remove(tally);
        }
    }

    /** How many of each tally are waived. */
    private Map<Tally, Tally.Counts> without(Collection<Tally> ofWaived) {
        Map<Tally, Tally.Counts> without = new IdentityHashMap<>();
        for (Tally tally : ofWaived) {
            Tally among = known.get(Key.of(tally));
            if (among != null) {
                without.merge(among, tally.counts(), Tally.Counts::plus);
            }
        }
        return without;
    }

    private void waiveAnew(Map<Tally, Tally.Counts> without, Touched touched) {
        waived.putAll(without);
        for (Tally tally : List.copyOf(waived.keySet())) {
            Tally.Counts now = without.getOrDefault(tally, Tally.Counts.NONE);
            Counted entry = Objects.requireNonNull(counted.get(tally));
            if (!entry.waived.equals(now)) {
                remove(tally, touched);
                add(tally, now, touched);
            }
            if (now.isNone()) {
                waived.remove(tally);
            }
        }
    }

    private void add(Tally tally, Tally.Counts without, Touched touched) {
        if (targetsByIdentity.size() > MOST_REMEMBERED) {
            targetsByIdentity.clear();
        }
        Counted entry = new Counted(targetsByIdentity.computeIfAbsent(tally.clues(), targets), without, round);
        counted.put(tally, entry);
        byPlace.computeIfAbsent(place(tally), key -> new ArrayList<>(2)).add(tally);
        if (entry.target.places().length == 0) {
            leadNowhere
                    .computeIfAbsent(tally.kind().control(), control -> new ArrayList<>(2))
                    .add(tally);
        }
        count(tally, entry, 1, touched);
    }

    private void remove(Tally tally, Touched touched) {
        Counted entry = Objects.requireNonNull(counted.remove(tally));
        removeFrom(byPlace, place(tally), tally);
        if (entry.target.places().length == 0) {
            removeFrom(leadNowhere, tally.kind().control(), tally);
        }
        count(tally, entry, -1, touched);
    }

    private static <K> void removeFrom(Map<K, List<Tally>> lists, K key, Tally tally) {
        List<Tally> list = Objects.requireNonNull(lists.get(key));
        list.removeIf(one -> one == tally);
        if (list.isEmpty()) {
            lists.remove(key);
        }
    }

    private void count(Tally tally, Counted entry, int step, Touched touched) {
        Tally.Kind kind = tally.kind();
        touched.places.add(place(tally));
        // Also where nothing leads anywhere: of such a part it is said that nothing is known.
        List<Board> changed = boards.of(kind, step);
        Target target = entry.target;
        if (target.places().length == 0) {
            touched.unmapped = true;
            return;
        }
        Tally.Counts counts = tally.counts().minus(entry.waived);
        long waivedFindings = sum(entry.waived);
        FindingSeverity severity = severity(kind);
        int number = isOfSecurityHub(kind.control())
                ? numbers.computeIfAbsent(kind.control().name(), name -> numbers.size())
                : -1;
        ControlStatus status = Board.status(tally.counts());
        BitSet without = frameworksWithout(kind);
        for (Board board : changed) {
            for (int place : target.places()) {
                if (without.isEmpty() || !isIn(without, place)) {
                    board.count(place, counts, waivedFindings, severity, step);
                }
            }
            if (number >= 0) {
                for (int framework : target.frameworks()) {
                    if (!without.get(framework)) {
                        board.control(framework, number, status, step);
                    }
                }
            }
        }
    }

    /** Numbers of frameworks for which the control is off. */
    private BitSet frameworksWithout(Tally.Kind kind) {
        BitSet without = new BitSet();
        off.standards(kind)
                .forEach(
                        standard -> frameworks.getOrDefault(standard, List.of()).forEach(without::set));
        return without;
    }

    private boolean isIn(BitSet some, int place) {
        return some.stream().mapToObj(places::range).anyMatch(range -> place >= range.from() && place < range.end());
    }

    /** A passed finding of Security Hub says that it is informational; how bad its failure would be stands in the table. */
    private FindingSeverity severity(Tally.Kind kind) {
        return isOfSecurityHub(kind.control())
                ? controls.severityOf(kind.control().name())
                        .flatMap(FindingSeverity::find)
                        .orElse(kind.severity())
                : kind.severity();
    }

    private void putTogether(Touched touched) {
        if (!touched.places.isEmpty()) {
            // Whoever was shown the old one goes on seeing it.
            standings = new TreeMap<>(standings);
            touched.places.forEach(key -> {
                ControlStanding now = standing(key);
                if (now == null) {
                    standings.remove(key);
                } else {
                    standings.put(key, now);
                }
            });
        }
        if (touched.unmapped) {
            unmapped = leadNowhere.entrySet().stream()
                    .map(entry -> unmapped(entry.getKey(), entry.getValue()))
                    .sorted(MOST_FIRST)
                    .toList();
        }
    }

    private @Nullable ControlStanding standing(ControlStanding.Key key) {
        ControlStanding all = null;
        for (Tally tally : byPlace.getOrDefault(key, List.of())) {
            Tally.Counts counts = tally.counts().minus(Objects.requireNonNull(counted.get(tally)).waived);
            ControlStanding one =
                    new ControlStanding(key, Board.status(counts), severity(tally.kind()), counts.failed());
            all = all == null
                    ? one
                    : new ControlStanding(
                            key,
                            SecurityHubScore.worse(all.status(), one.status()),
                            Weights.heavier(all.severity(), one.severity()),
                            all.failed() + one.failed());
        }
        return all;
    }

    private UnmappedFindings unmapped(Control control, List<Tally> tallies) {
        long findings = 0;
        Set<Unresolved> unresolved = new LinkedHashSet<>();
        for (Tally tally : tallies) {
            findings += sum(tally.counts());
            unresolved.addAll(Objects.requireNonNull(counted.get(tally)).target.unresolved());
        }
        return new UnmappedFindings(control, findings, List.copyOf(unresolved));
    }

    private static ControlStanding.Key place(Tally tally) {
        Tally.Kind kind = tally.kind();
        return new ControlStanding.Key(kind.control(), kind.account(), kind.region());
    }

    private static boolean isOfSecurityHub(Control control) {
        return control.namespace().equals(Namespace.SECURITY_HUB.word());
    }

    private static long sum(Tally.Counts counts) {
        return counts.passed() + counts.failed() + counts.warning() + counts.notAvailable();
    }
}
