package com.kaldrix.monitoring.compliance.reporting.snapshot;

import com.kaldrix.monitoring.compliance.activity.Activities;
import com.kaldrix.monitoring.compliance.attest.Attestations;
import com.kaldrix.monitoring.compliance.attest.Waiver;
import com.kaldrix.monitoring.compliance.attest.Waivers;
import com.kaldrix.monitoring.compliance.finding.FindingRows;
import com.kaldrix.monitoring.compliance.mapping.Unresolved;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.response.ResponseTimes;
import com.kaldrix.monitoring.compliance.score.UnmappedFindings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What people did and answer for, as reports show it. */
@Component
class Facts {
    private static final int MOST_REASONS = 3;

    private final Waivers waivers;
    private final Attestations attestations;
    private final ResponseTimes responses;
    private final Activities activities;
    private final FindingRows findings;

    Facts(
            Waivers waivers,
            Attestations attestations,
            ResponseTimes responses,
            Activities activities,
            FindingRows findings) {
        this.waivers = waivers;
        this.attestations = attestations;
        this.responses = responses;
        this.activities = activities;
        this.findings = findings;
    }

    List<Waiver> waiversInForce(Instant cutOff) {
        return waivers.inForce(cutOff);
    }

    List<ReportData.Waiver> waivers(Wanted wanted, Instant cutOff) {
        List<Waiver> held = waivers.heldWithin(earlier(wanted, cutOff), cutOff);
        List<Waiver> holding =
                held.stream().filter(waiver -> waiver.term().holdsAt(cutOff)).toList();
        List<Long> counts = findings.failedIn(holding.stream()
                .map(waiver -> WaivedBy.selection(waiver.scope()))
                .toList());
        List<ReportData.Waiver> all = new ArrayList<>();
        for (Waiver waiver : held) {
            int place = holding.indexOf(waiver);
            all.add(new ReportData.Waiver(
                    waiver.id().toString(),
                    WaivedBy.words(waiver.scope()),
                    waiver.reason(),
                    waiver.owner(),
                    waiver.term().made().at(),
                    waiver.term().endsAt(),
                    place < 0 ? 0 : counts.get(place)));
        }
        return all;
    }

    List<ReportData.Attestation> attestations(Wanted wanted, Instant cutOff) {
        return attestations.heldWithin(earlier(wanted, cutOff), cutOff).stream()
                .filter(attestation -> wanted.isAbout(attestation.requirement().framework()))
                .map(attestation -> new ReportData.Attestation(
                        attestation.requirement(),
                        attestation.statement(),
                        attestation.author(),
                        attestation.term().made().at(),
                        attestation.term().endsAt(),
                        attestation.evidence().name(),
                        attestation.evidence().sha256()))
                .toList();
    }

    private static Instant earlier(Wanted wanted, Instant cutOff) {
        Instant from = wanted.period().from();
        return from.isBefore(cutOff) ? from : cutOff;
    }

    List<ReportData.ResponseTime> responses(Wanted wanted) {
        return responses.between(wanted.period().from(), wanted.period().until()).stream()
                .map(one -> new ReportData.ResponseTime(
                        one.severity(),
                        one.incidents(),
                        one.acknowledged(),
                        one.target().orElse(null),
                        one.inTime(),
                        one.median().orElse(null),
                        one.p95().orElse(null)))
                .toList();
    }

    List<ReportData.PrincipalActivity> activity(Wanted wanted) {
        return activities
                .principals(
                        wanted.period().from(),
                        wanted.period().until(),
                        new Activities.Bounds(
                                wanted.scope().accounts(), wanted.scope().regions()))
                .stream()
                .map(one -> new ReportData.PrincipalActivity(
                        one.name(),
                        one.kind(),
                        one.account(),
                        one.counts().actions(),
                        one.counts().changes(),
                        one.counts().refused(),
                        one.counts().resources(),
                        one.first(),
                        one.last(),
                        one.most()))
                .toList();
    }

    static List<ReportData.Unmapped> unmapped(List<UnmappedFindings> findings) {
        return findings.stream()
                .map(one -> new ReportData.Unmapped(one.control(), one.findings(), reason(one.unresolved())))
                .toList();
    }

    private static String reason(List<Unresolved> unresolved) {
        List<String> reasons =
                unresolved.stream().map(Unresolved::reason).distinct().sorted().toList();
        String first = reasons.stream().limit(MOST_REASONS).collect(Collectors.joining("; "));
        return reasons.size() <= MOST_REASONS
                ? first
                : first + "; and " + (reasons.size() - MOST_REASONS) + " more reasons";
    }
}
