package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.attest.Attestation;
import com.kaldrix.monitoring.compliance.attest.Attestations;
import com.kaldrix.monitoring.compliance.attest.Waiver;
import com.kaldrix.monitoring.compliance.attest.Waivers;
import com.kaldrix.monitoring.compliance.finding.Tallies;
import com.kaldrix.monitoring.compliance.finding.Tally;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Scores from the store: from tallies, and not from a million findings. */
@Component
class StoreScores implements Scores {
    private final Assessment assessment;
    private final Tallies tallies;
    private final Waivers waivers;
    private final Attestations attestations;
    private final Clock clock;

    StoreScores(Assessment assessment, Tallies tallies, Waivers waivers, Attestations attestations, Clock clock) {
        this.assessment = assessment;
        this.tallies = tallies;
        this.waivers = waivers;
        this.attestations = attestations;
        this.clock = clock;
    }

    /** All from one snapshot of the database: findings and what is waived of them must not drift apart. */
    @Override
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Standing now() {
        Instant now = clock.instant();
        return assessment.of(
                tallies.all(),
                tallies.of(selection(waivers.inForce(now))),
                attestations.inForce(now).stream().map(Attestation::requirement).collect(Collectors.toSet()),
                now);
    }

    @Override
    @Transactional(readOnly = true, propagation = Propagation.MANDATORY, isolation = Isolation.REPEATABLE_READ)
    public Standing counted(Predicate<Tally.Kind> within) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return assessment.of(
                within(tallies.counted(), within),
                within(tallies.of(selection(waivers.inForce(now))), within),
                attestations.inForce(now).stream().map(Attestation::requirement).collect(Collectors.toSet()),
                now);
    }

    private static List<Tally> within(List<Tally> all, Predicate<Tally.Kind> within) {
        return all.stream().filter(tally -> within.test(tally.kind())).toList();
    }

    private static Tallies.Selection selection(List<Waiver> waivers) {
        Set<UUID> findings = new HashSet<>();
        Set<String> resources = new HashSet<>();
        List<Tallies.ControlWithin> controls = new ArrayList<>();
        for (Waiver waiver : waivers) {
            switch (waiver.scope()) {
                case Waiver.OfFinding of -> findings.add(of.finding());
                case Waiver.OfResource of -> resources.add(of.resource());
                case Waiver.OfControl of ->
                    controls.add(new Tallies.ControlWithin(of.control(), of.account(), of.region()));
            }
        }
        return new Tallies.Selection(findings, controls, resources);
    }
}
