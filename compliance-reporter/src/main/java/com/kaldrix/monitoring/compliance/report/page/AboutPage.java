package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.report.FindingState;
import com.kaldrix.monitoring.compliance.report.GroupedFindings;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.text.Times;
import java.util.Base64;
import java.util.List;

/** Where the report comes from, and how to check it. */
final class AboutPage {
    private AboutPage() {}

    static Section of(WholeReport report) {
        return new Section(
                "about",
                "About this report",
                List.of(new Block.Paragraph(
                        "Its head names the data that it was made from. The hashes of this file and of all others are in "
                                + "manifest.note, which is signed; \u201C./kaldrix report verify\u201D checks them without a network. From the "
                                + "same audit trail the report can be made again, byte for byte.")),
                List.of(counts(report), places(report)));
    }

    /** What tells the report from any other, and its data from any other data. */
    static Block.Facts facts(WholeReport report) {
        ReportHeader header = report.data().header();
        ReportPeriod period = header.period();
        return new Block.Facts(List.of(
                fact(
                        "Period",
                        new Cell.Text(Times.minute(period.from(), period.zone()) + " to "
                                + Times.minute(period.until(), period.zone()) + " (" + period.zone()
                                + ", as all times here)")),
                fact("Data cut-off", new Cell.Text(Times.minute(header.cutOff(), period.zone()))),
                fact("Report id", new Cell.Code(header.id().toString())),
                fact("SHA-256 of the data set", new Cell.Code(report.dataSet())),
                fact("Catalogue version", new Cell.Code(header.catalogueVersion())),
                fact(
                        "Audit trail",
                        new Cell.Code(header.trail().origin() + ", "
                                + Tables.count(header.trail().size()) + " entries, root "
                                + Base64.getEncoder()
                                        .encodeToString(header.trail().root())))));
    }

    private static Block.Fact fact(String name, Cell value) {
        return new Block.Fact(name, value);
    }

    private static Section counts(WholeReport report) {
        GroupedFindings findings = report.findings();
        return Section.of(
                "counts",
                "How findings were counted",
                Tables.of(
                        "All findings by state, each once",
                        List.of(
                                Tables.column("State", 18),
                                Tables.numbers("Findings", 14),
                                Tables.column("Meaning", 68)),
                        List.of(FindingState.values()),
                        state -> Tables.row(
                                new Cell.Text(state.word()),
                                new Cell.Count(findings.count(state)),
                                new Cell.Text(meaning(state))),
                        ""));
    }

    private static String meaning(FindingState state) {
        return switch (state) {
            case FAILED -> "The check failed, and nothing says that this is accepted.";
            case WAIVED -> "The check failed, and a waiver in force at the cut-off accepts it.";
            case UNKNOWN -> "The check could not be made or did not apply. It never counts as passed.";
            case PASSED -> "The check passed.";
            case SUPPRESSED -> "Somebody suppressed it in its source. It does not count.";
            case ARCHIVED -> "The resource or the check is gone. It does not count.";
        };
    }

    private static Section places(WholeReport report) {
        return Section.of(
                "places",
                "Accounts and regions",
                Tables.of(
                        "Findings by account and region",
                        List.of(
                                Tables.column("Account", 30),
                                Tables.column("Region", 30),
                                Tables.numbers("Failed", 20),
                                Tables.numbers("All findings", 20)),
                        report.findings().places(),
                        place -> Tables.row(
                                new Cell.Text(place.account()),
                                new Cell.Text(place.region()),
                                new Cell.Count(place.failed()),
                                new Cell.Count(place.all())),
                        "There are no findings."));
    }
}
