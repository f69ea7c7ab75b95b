package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.text.Times;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done: how fast alerts were answered, what was repaired, and who did what. */
final class OperationsPages {
    private static final double WHOLE = 100;

    private OperationsPages() {}

    static Section responses(WholeReport report) {
        return Section.of(
                "responses",
                "Response to alerts",
                Tables.of(
                        "Time until somebody acknowledged, by severity",
                        List.of(
                                Tables.column("Severity", 12),
                                Tables.numbers("Alerts", 10),
                                Tables.numbers("Acknowledged", 14),
                                Tables.numbers("Target", 12),
                                Tables.numbers("In time", 18),
                                Tables.numbers("Median", 16),
                                Tables.numbers("95th percentile", 18)),
                        report.data().responses(),
                        response -> Tables.row(
                                new Cell.Text(response.severity()),
                                new Cell.Count(response.alerts()),
                                new Cell.Count(response.acknowledged()),
                                new Cell.Text(target(response.target())),
                                new Cell.Text(inTime(response)),
                                new Cell.Text(time(response.median())),
                                new Cell.Text(time(response.p95()))),
                        "No alerts are on record."));
    }

    private static String inTime(ReportData.ResponseTime response) {
        return response.alerts() == 0
                ? "no alerts"
                : Tables.count(response.inTime()) + " ("
                        + (int) Math.floor(WHOLE * response.inTime() / response.alerts()) + " %)";
    }

    private static String target(@Nullable Duration target) {
        return target == null ? "no limit" : Times.duration(target);
    }

    private static String time(@Nullable Duration time) {
        return time == null ? "none" : Times.duration(time);
    }

    static Section remediations(WholeReport report) {
        ZoneId zone = report.data().header().period().zone();
        return Section.of(
                "remediations",
                "Remediation",
                Tables.of(
                        "Remediations asked for, and what became of the findings",
                        List.of(
                                Tables.column("Resource", 34),
                                Tables.column("Control", 18),
                                Tables.column("Playbook", 18),
                                Tables.column("Asked for", 18),
                                Tables.column("Approved by", 20),
                                Tables.column("Outcome", 16)),
                        report.data().remediations(),
                        remediation -> Tables.row(
                                new Cell.Code(remediation.resource()),
                                new Cell.Code(remediation.control().toString()),
                                new Cell.Text(remediation.playbook()),
                                new Cell.Text(Times.minuteThere(remediation.requestedAt(), zone)),
                                new Cell.Text(
                                        remediation.approvedBy().isEmpty() ? "nobody yet" : remediation.approvedBy()),
                                outcome(remediation.outcome())),
                        "None was asked for."));
    }

    private static Cell outcome(ReportData.Outcome outcome) {
        return switch (outcome) {
            case CONFIRMED -> new Cell.Status("passes since", Tone.GOOD);
            case STILL_FAILED -> new Cell.Status("still fails", Tone.BAD);
            case REFUSED -> new Cell.Status("not carried out", Tone.WARN);
            case OPEN -> new Cell.Status("open", Tone.UNKNOWN);
        };
    }

    static Section activity(WholeReport report) {
        ZoneId zone = report.data().header().period().zone();
        return Section.of(
                "activity",
                "User activity",
                Tables.of(
                        "Who did what in the period, the busiest first",
                        List.of(
                                Tables.column("Principal", 34),
                                Tables.column("Kind", 14),
                                Tables.numbers("Actions", 10),
                                Tables.numbers("Changes", 10),
                                Tables.numbers("Refused", 10),
                                Tables.numbers("Resources", 13),
                                Tables.column("Last", 15),
                                Tables.column("Most often", 26)),
                        report.data().activity(),
                        principal -> Tables.row(
                                new Cell.Code(principal.principal()),
                                new Cell.Text(principal.kind()),
                                new Cell.Count(principal.actions()),
                                new Cell.Count(principal.changes()),
                                new Cell.Count(principal.refused()),
                                new Cell.Count(principal.resources()),
                                new Cell.Text(Times.minuteThere(principal.last(), zone)),
                                new Cell.Text(String.join(", ", principal.most()))),
                        "No activity is on record."));
    }
}
