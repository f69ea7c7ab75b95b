package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Tally;
import com.kaldrix.monitoring.compliance.framework.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/** What is counted of one part, by places of requirements and by numbers of Security Hub's controls. */
final class Board {
    private static final FindingSeverity[] SEVERITIES = FindingSeverity.values();
    private static final ControlStatus[] STATUSES = ControlStatus.values();

    private final Places places;
    private final long[] failed;
    private final long[] passed;
    private final long[] unknown;
    private final long[] waived;
    /** 0 for none, else one more than the number of the severity. */
    private final byte[] severities;
    /** By framework, then by control: 0 for none, else one more than the number of the status. */
    private final byte[][] securityHub;

    private final int controls;
    private final BitSet attested = new BitSet();

    /** @param controls how many controls of Security Hub there are */
    Board(Places places, int controls) {
        this.places = places;
        this.controls = controls;
        int size = places.size();
        failed = new long[size];
        passed = new long[size];
        unknown = new long[size];
        waived = new long[size];
        severities = new byte[size];
        securityHub = new byte[places.frameworks().size()][];
    }

    void count(int place, Tally.Counts counts, long waivedFindings, FindingSeverity severity) {
        failed[place] += counts.failed();
        passed[place] += counts.passed();
        unknown[place] += counts.warning() + counts.notAvailable();
        waived[place] += waivedFindings;
        int known = severities[place];
        if (known == 0 || Weights.heavier(SEVERITIES[known - 1], severity) == severity) {
            severities[place] = (byte) (severity.ordinal() + 1);
        }
    }

    void control(int framework, int control, ControlStatus status) {
        byte[] row = securityHub[framework];
        if (row == null) {
            row = new byte[controls];
            securityHub[framework] = row;
        }
        int known = row[control];
        row[control] =
                (byte) (1 + (known == 0 ? status : SecurityHubScore.worse(STATUSES[known - 1], status)).ordinal());
    }

    void attest(int place) {
        attested.set(place);
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
        int severity = severities[place];
        return new RequirementStanding(
                places.id(place),
                places.kind(place),
                evidence(place),
                severity == 0 ? FindingSeverity.UNRATED : SEVERITIES[severity - 1],
                attested.get(place),
                new RequirementStanding.Findings(failed[place], passed[place] + unknown[place], waived[place]));
    }

    /** The score of these places. */
    StandardScore score(int framework, Part part, Places.Range range, OptionalInt hub) {
        boolean touchedOnly = part.cut() != Cut.ALL && part.cut() != Cut.DOMAIN;
        List<RequirementResult> results = new ArrayList<>(range.end() - range.from());
        int[] counts = new int[Evidence.values().length];
        int inPart = 0;
        for (int place = range.from(); place < range.end(); place++) {
            if (touchedOnly && places.kind(place) == Kind.MANUAL) {
                continue;
            }
            Evidence evidence = evidence(place);
            int severity = severities[place];
            results.add(new RequirementResult(
                    places.id(place).requirement(),
                    Weights.of(severity == 0 ? FindingSeverity.UNRATED : SEVERITIES[severity - 1]),
                    evidence));
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
        ControlStatus[] statuses = new ControlStatus[controls];
        byte[] row = securityHub[framework];
        for (int control = 0; control < controls; control++) {
            statuses[control] = row == null || row[control] == 0 ? ControlStatus.NO_DATA : STATUSES[row[control] - 1];
        }
        return statuses;
    }
}
