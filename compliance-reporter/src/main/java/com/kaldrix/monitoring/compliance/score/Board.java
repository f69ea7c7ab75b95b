package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Tally;
import com.kaldrix.monitoring.compliance.framework.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one part, by places of requirements and by numbers of Security Hub's controls. Everything on it is a number of something, so that
 * what was counted can be taken away again.
 */
final class Board {
    private static final FindingSeverity[] SEVERITIES = FindingSeverity.values();
    private static final ControlStatus[] STATUSES = ControlStatus.values();

    private final Places places;
    private final long[] failed;
    private final long[] passed;
    private final long[] unknown;
    private final long[] waived;
    /** How many tallies, by place and then by severity. */
    private final int[] severities;
    /** How many tallies, by framework, then by control and status. */
    private final int[][] securityHub;

    private final BitSet attested = new BitSet();
    private int tallies;
    private volatile @Nullable List<List<StandardScore>> scores;

    Board(Places places) {
        this.places = places;
        int size = places.size();
        failed = new long[size];
        passed = new long[size];
        unknown = new long[size];
        waived = new long[size];
        severities = new int[size * SEVERITIES.length];
        securityHub = new int[places.frameworks().size()][0];
    }

    private Board(Board from) {
        places = from.places;
        failed = from.failed.clone();
        passed = from.passed.clone();
        unknown = from.unknown.clone();
        waived = from.waived.clone();
        severities = from.severities.clone();
        securityHub = new int[from.securityHub.length][];
        for (int framework = 0; framework < securityHub.length; framework++) {
            securityHub[framework] = from.securityHub[framework].clone();
        }
        attested.or(from.attested);
        tallies = from.tallies;
    }

    /** One that says the same, and can be changed. */
    Board copy() {
        return new Board(this);
    }

    /** Notes one more or one less; how many there are then. */
    int tallies(int step) {
        tallies += step;
        return tallies;
    }

    /** @param step 1 to add, -1 to take away */
    void count(int place, Tally.Counts counts, long waivedFindings, FindingSeverity severity, int step) {
        failed[place] += step * counts.failed();
        passed[place] += step * counts.passed();
        unknown[place] += step * (counts.warning() + counts.notAvailable());
        waived[place] += step * waivedFindings;
        severities[place * SEVERITIES.length + severity.ordinal()] += step;
    }

    /** @param step 1 to add, -1 to take away */
    void control(int framework, int control, ControlStatus status, int step) {
        int[] row = securityHub[framework];
        int at = control * STATUSES.length + status.ordinal();
        if (at >= row.length) {
            row = Arrays.copyOf(row, Math.max(row.length * 2, (control + 1) * STATUSES.length));
            securityHub[framework] = row;
        }
        row[at] += step;
    }

    /** Which requirements somebody answers for, and no others. */
    void attest(IntStream requirements) {
        attested.clear();
        requirements.forEach(attested::set);
    }

    /** The heaviest that anything says; of two that weigh the same the one that somebody has rated. */
    private FindingSeverity severity(int place) {
        FindingSeverity heaviest = null;
        for (FindingSeverity severity : SEVERITIES) {
            if (severities[place * SEVERITIES.length + severity.ordinal()] > 0) {
                heaviest = heaviest == null ? severity : Weights.heavier(heaviest, severity);
            }
        }
        return heaviest == null ? FindingSeverity.UNRATED : heaviest;
    }

    static ControlStatus status(Tally.Counts counts) {
        if (counts.failed() > 0) {
            return ControlStatus.FAILED;
        }
        if (counts.warning() + counts.notAvailable() > 0) {
            return ControlStatus.UNKNOWN;
        }
        return counts.passed() > 0 ? ControlStatus.PASSED : ControlStatus.NO_DATA;
    }

    /** Who answers for a part says nothing of what checks should judge and have not. */
    private Evidence evidence(int place) {
        if (failed[place] > 0) {
            return Evidence.FAILED;
        }
        if (unknown[place] > 0) {
            return Evidence.UNKNOWN;
        }
        if (passed[place] > 0) {
            return Evidence.PASSED;
        }
        if (!attested.get(place)) {
            return Evidence.NO_DATA;
        }
        return places.kind(place) == Kind.MANUAL ? Evidence.PASSED : Evidence.UNKNOWN;
    }

    RequirementStanding standing(int place) {
        return new RequirementStanding(
                places.id(place),
                places.kind(place),
                evidence(place),
                severity(place),
                attested.get(place),
                new RequirementStanding.Findings(failed[place], passed[place] + unknown[place], waived[place]));
    }

    /**
     * The scores by framework: of the part, and of all also by domain. Put together once; not before the board has come to rest.
     *
     * @param part which part it is the board of
     */
    List<List<StandardScore>> scores(Part part) {
        List<List<StandardScore>> known = scores;
        if (known == null) {
            known = IntStream.range(0, places.frameworks().size())
                    .mapToObj(framework -> scores(framework, part))
                    .toList();
            scores = known;
        }
        return known;
    }

    private List<StandardScore> scores(int framework, Part part) {
        List<StandardScore> all = new ArrayList<>();
        all.add(score(
                framework,
                part,
                places.range(framework),
                SecurityHubScore.standard(Arrays.asList(securityHub(framework)))));
        if (part.cut() == Cut.ALL) {
            places.domains(framework)
                    .forEach(domain -> all.add(score(
                            framework, new Part(Cut.DOMAIN, domain.domain()), domain.range(), OptionalInt.empty())));
        }
        return all;
    }

    private StandardScore score(int framework, Part part, Places.Range range, OptionalInt hub) {
        boolean touchedOnly = part.cut() != Cut.ALL && part.cut() != Cut.DOMAIN;
        List<RequirementResult> results = new ArrayList<>(range.end() - range.from());
        int[] counts = new int[Evidence.values().length];
        int inPart = 0;
        for (int place = range.from(); place < range.end(); place++) {
            if (touchedOnly && places.kind(place) == Kind.MANUAL) {
                continue;
            }
            Evidence evidence = evidence(place);
            results.add(new RequirementResult(places.id(place).requirement(), Weights.of(severity(place)), evidence));
            counts[evidence.ordinal()]++;
            boolean partly = evidence == Evidence.PASSED && places.kind(place) == Kind.PARTIAL && !attested.get(place);
            inPart += partly ? 1 : 0;
        }
        return new StandardScore(
                places.frameworks().get(framework).id(),
                part,
                Score.of(results),
                hub,
                new StandardScore.Requirements(
                        counts[Evidence.PASSED.ordinal()],
                        inPart,
                        counts[Evidence.FAILED.ordinal()],
                        counts[Evidence.UNKNOWN.ordinal()],
                        counts[Evidence.NO_DATA.ordinal()]));
    }

    /** Statuses of a framework's controls by their numbers; {@code NO_DATA} for those without a finding. */
    ControlStatus[] securityHub(int framework) {
        int[] row = securityHub[framework];
        ControlStatus[] statuses = new ControlStatus[row.length / STATUSES.length];
        for (int control = 0; control < statuses.length; control++) {
            statuses[control] = ControlStatus.NO_DATA;
            for (ControlStatus status : STATUSES) {
                if (row[control * STATUSES.length + status.ordinal()] > 0) {
                    statuses[control] = SecurityHubScore.worse(statuses[control], status);
                }
            }
        }
        return statuses;
    }
}
