package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.text.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What the evidence rests on: what is missing, what changed, what is accepted and what is attested. */
final class EvidencePages {
    private EvidencePages() {}

    static Section notCollected(WholeReport report) {
        ZoneId zone = zone(report);
        return Section.of(
                "not-collected",
                "What was not collected",
                Tables.of(
                        "Sources that could not be read at the data cut-off",
                        List.of(
                                Tables.column("Source", 16),
                                Tables.column("Account", 16),
                                Tables.column("Region", 14),
                                Tables.column("Not collected since", 20),
                                Tables.column("Why", 34)),
                        report.data().gaps(),
                        gap -> {
                            Instant since = gap.since();
                            return Tables.row(
                                    new Cell.Text(gap.source()),
                                    new Cell.Text(gap.account()),
                                    new Cell.Text(gap.region()),
                                    new Cell.Text(since == null ? "never collected" : Times.minuteThere(since, zone)),
                                    new Cell.Text(gap.reason()));
                        },
                        "Every source was collected."));
    }

    static Section drift(WholeReport report) {
        ZoneId zone = zone(report);
        return Section.of(
                "drift",
                "Drift",
                Tables.of(
                        "What changed in the period",
                        List.of(
                                Tables.column("What", 30),
                                Tables.column("Change", 14),
                                Tables.column("When", 16),
                                Tables.column("Where", 14),
                                Tables.column("Before", 18),
                                Tables.column("After", 18)),
                        report.data().drift(),
                        drift -> Tables.row(
                                new Cell.Code(drift.subject()),
                                change(drift.change()),
                                new Cell.Text(Times.minuteThere(drift.at(), zone)),
                                new Cell.Text(place(drift)),
                                new Cell.Code(drift.before().isEmpty() ? "not there" : drift.before()),
                                new Cell.Code(drift.after().isEmpty() ? "no longer there" : drift.after())),
                        "Nothing changed."));
    }

    private static String place(ReportData.Drift drift) {
        return drift.account().isEmpty() && drift.region().isEmpty()
                ? "everywhere"
                : (drift.account() + " " + drift.region()).strip();
    }

    private static Cell change(ReportData.Change change) {
        return switch (change) {
            case NEWLY_FAILED -> new Cell.Status("newly failed", Tone.BAD);
            case NEWLY_PASSED -> new Cell.Status("newly passed", Tone.GOOD);
            case EVIDENCE_LOST -> new Cell.Status("evidence lost", Tone.UNKNOWN);
            case UNCERTAIN -> new Cell.Status("uncertain", Tone.UNKNOWN);
            case CONFIGURATION -> new Cell.Status("configuration", Tone.WARN);
        };
    }

    static Section waivers(WholeReport report) {
        ZoneId zone = zone(report);
        Instant cutOff = report.data().header().cutOff();
        return Section.of(
                "waivers",
                "Waivers",
                Tables.of(
                        "What failed and is accepted for a time",
                        List.of(
                                Tables.column("Waiver", 9),
                                Tables.column("Of what", 22),
                                Tables.column("Why", 30),
                                Tables.column("Owner", 15),
                                Tables.column("Until", 12),
                                Tables.column("State", 10),
                                Tables.numbers("Findings", 9)),
                        report.data().waivers(),
                        waiver -> Tables.row(
                                new Cell.Text(waiver.id()),
                                new Cell.Code(waiver.target()),
                                new Cell.Text(waiver.reason()),
                                new Cell.Text(waiver.owner()),
                                new Cell.Text(Times.day(waiver.until(), zone)),
                                inForce(waiver.until(), cutOff),
                                new Cell.Count(waiver.findings())),
                        "There are no waivers."));
    }

    static Section attestations(WholeReport report) {
        ZoneId zone = zone(report);
        Instant cutOff = report.data().header().cutOff();
        return Section.of(
                "attestations",
                "Attestations",
                Tables.of(
                        "What somebody answers for",
                        List.of(
                                Tables.column("Requirement", 18),
                                Tables.column("Statement", 30),
                                Tables.column("By", 17),
                                Tables.column("Until", 11),
                                Tables.column("State", 10),
                                Tables.column("Evidence and its SHA-256", 26)),
                        report.data().attestations(),
                        attestation -> Tables.row(
                                new Cell.Text(attestation.requirement().toString()),
                                new Cell.Text(attestation.statement()),
                                new Cell.Text(attestation.author()),
                                new Cell.Text(Times.day(attestation.until(), zone)),
                                inForce(attestation.until(), cutOff),
                                attestation.evidence().isEmpty()
                                        ? new Cell.Text("no file")
                                        : new Cell.Stack(List.of(
                                                new Cell.Text(attestation.evidence()),
                                                new Cell.Code(attestation.sha256())))),
                        "There are no attestations."));
    }

    private static Cell inForce(Instant until, Instant cutOff) {
        return until.isAfter(cutOff) ? new Cell.Status("in force", Tone.GOOD) : new Cell.Status("lapsed", Tone.BAD);
    }

    static Section unmapped(WholeReport report) {
        return Section.of(
                "unmapped",
                "Findings that no requirement is about",
                Tables.of(
                        "Checks that the catalogue does not know",
                        List.of(Tables.column("Check", 36), Tables.numbers("Findings", 12), Tables.column("Why", 52)),
                        report.data().unmapped(),
                        unmapped -> Tables.row(
                                new Cell.Code(unmapped.control().toString()),
                                new Cell.Count(unmapped.findings()),
                                new Cell.Text(unmapped.reason())),
                        "Every finding speaks about some requirement."));
    }

    private static ZoneId zone(WholeReport report) {
        return report.data().header().period().zone();
    }
}
