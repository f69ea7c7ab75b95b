package com.kaldrix.monitoring.compliance.reporting.again;

import com.kaldrix.monitoring.compliance.attest.Waiver;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.StoredFinding;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportFinding;
import com.kaldrix.monitoring.compliance.report.ReportFindings;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Holds what a report says against what the audit trail says by itself: the entries that were written when findings, owners, waivers, attestations and
 * remediations became what they are, long before the report. Facts first, then every finding, then {@link #finish}.
 */
final class Comparison implements ReportFindings.Reader {
    private static final int MOST = 20;

    private final ReportData report;
    private final TrailSays trail;
    private final List<String> problems = new ArrayList<>();
    private final Set<UUID> seen = new HashSet<>();
    private final List<Waiver> inForce;
    private long agreed;
    private int further;

    Comparison(ReportData report, TrailSays trail) {
        this.report = report;
        this.trail = trail;
        this.inForce = trail.waivers().values().stream()
                .filter(waiver -> !trail.isMeanwhile(waiver.id().toString()))
                .filter(waiver -> waiver.term().holdsAt(cutOff()))
                .toList();
        if (!trail.hasItsRoot()) {
            problem("The first " + report.header().trail().size()
                    + " entries of the trail do not have the root that the report names.");
        }
        waivers();
        attestations();
        remediations();
    }

    private Instant cutOff() {
        return report.header().cutOff();
    }

    private Instant from() {
        Instant from = report.header().period().from();
        return from.isBefore(cutOff()) ? from : cutOff();
    }

    private void waivers() {
        Set<String> told = new HashSet<>();
        for (ReportData.Waiver one : report.waivers()) {
            told.add(one.id());
            Waiver known = trail.waivers().get(one.id());
            if (known == null) {
                problem("Waiver " + one.id() + " is not in the trail.");
            } else if (!isSame(one, known)) {
                problem("Waiver " + one.id() + " is another one in the trail.");
            }
        }
        trail.waivers().forEach((id, waiver) -> {
            boolean held = !waiver.term().made().at().isAfter(cutOff())
                    && waiver.term().endsAt().isAfter(from());
            if (held && !told.contains(id) && !trail.isMeanwhile(id)) {
                problem("Waiver " + id + " of the trail is not in the report.");
            }
        });
    }

    private boolean isSame(ReportData.Waiver one, Waiver known) {
        boolean sameEnd = one.until().equals(known.term().endsAt())
                || trail.isMeanwhile(one.id())
                        && one.until().equals(known.term().expiresAt());
        return sameEnd
                && one.reason().equals(known.reason())
                && one.owner().equals(known.owner())
                && one.from().equals(known.term().made().at());
    }

    private void attestations() {
        Set<ReportData.Attestation> told = Set.copyOf(report.attestations());
        Set<ReportData.Attestation> known = new HashSet<>();
        Set<ReportData.Attestation> unsure = new HashSet<>();
        trail.attestations().forEach((id, attestation) -> {
            boolean held =
                    !attestation.at().isAfter(cutOff()) && attestation.until().isAfter(from());
            if (held && isAbout(attestation.requirement().framework())) {
                (trail.isMeanwhile(id) ? unsure : known).add(attestation);
            }
        });
        told.stream()
                .filter(one -> !known.contains(one) && !unsure.contains(one))
                .forEach(one -> problem("The attestation of " + one.requirement() + " by " + one.author()
                        + " is not in the trail, or is another one there."));
        known.stream()
                .filter(one -> !told.contains(one))
                .forEach(one -> problem("The attestation of " + one.requirement() + " by " + one.author()
                        + ", which is in the trail, is not in the report."));
    }

    private void remediations() {
        for (ReportData.Remediation one : report.remediations()) {
            String known = trail.remediations().get(one.id());
            if (known == null) {
                problem("Remediation " + one.id() + " is not in the trail.");
            } else if (!known.equals(one.playbook() + " " + one.resource())) {
                problem("Remediation " + one.id() + " is another one in the trail.");
            }
        }
    }

    @Override
    public void take(ReportFinding finding) {
        FindingKey key = finding.key();
        UUID id = key.id();
        seen.add(id);
        TrailSays.State state =
                new TrailSays.State(finding.verdict(), finding.what().severity());
        boolean isAgreed = true;
        if (!trail.states().allows(id, state)) {
            problem(name(key)
                    + trail.states()
                            .of(id)
                            .map(known ->
                                    " is " + state.words() + " in the report, and " + known.words() + " in the trail.")
                            .orElse(" is not in the trail."));
            isAgreed = false;
        }
        StoredFinding.Care care = new StoredFinding.Care(
                finding.handling().owner(),
                Optional.ofNullable(finding.handling().due()));
        boolean isNobodys =
                care.equals(StoredFinding.Care.NONE) && trail.cares().of(id).isEmpty();
        if (!isNobodys && !trail.cares().allows(id, care)) {
            problem(name(key) + " has an owner or a date that it does not have in the trail.");
            isAgreed = false;
        }
        if (!isWaivedAsTold(finding)) {
            problem(name(key) + " is waived in one of report and trail, and not in the other.");
            isAgreed = false;
        }
        agreed += isAgreed ? 1 : 0;
    }

    private boolean isWaivedAsTold(ReportFinding finding) {
        String told = finding.handling().waiver();
        if (!told.isEmpty()) {
            Waiver waiver = trail.waivers().get(told);
            return waiver != null && covers(waiver, finding.key());
        }
        return finding.verdict().compliance() != ComplianceStatus.FAILED
                || inForce.stream().noneMatch(waiver -> covers(waiver, finding.key()));
    }

    private static boolean covers(Waiver waiver, FindingKey key) {
        return switch (waiver.scope()) {
            case Waiver.OfFinding of -> of.finding().equals(key.id());
            case Waiver.OfResource of -> of.resource().equals(key.resource());
            case Waiver.OfControl of ->
                of.control().equals(key.control())
                        && (of.account().isEmpty() || of.account().equals(key.account()))
                        && (of.region().isEmpty() || of.region().equals(key.region()));
        };
    }

    private boolean isAbout(String framework) {
        List<String> standards = report.header().scope().standards();
        return standards.isEmpty() || standards.contains(framework);
    }

    /** To be called after the last finding. */
    void finish() {
        ReportScope scope = report.header().scope();
        if (scope.standards().isEmpty() && scope.components().isEmpty()) {
            long missing = trail.states().findings().stream()
                    .filter(id -> !seen.contains(id))
                    .count();
            if (missing > 0) {
                problem("Findings that the trail knows and that are not in the report: " + missing + ".");
            }
        }
    }

    /** Of how many findings the trail says the same. */
    long agreed() {
        return agreed;
    }

    /** Where they do not agree, in sentences; empty when all is well. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        if (further > 0) {
            all.add("And " + further + " more.");
        }
        return List.copyOf(all);
    }

    private void problem(String sentence) {
        if (problems.size() < MOST) {
            problems.add(sentence);
        } else {
            further++;
        }
    }

    private static String name(FindingKey key) {
        return key.control() + " of " + key.resource() + " in " + key.account() + ", " + key.region() + ",";
    }
}
