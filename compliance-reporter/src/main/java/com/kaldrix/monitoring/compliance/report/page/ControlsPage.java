package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.report.GroupedFindings;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.text.Times;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Every finding that failed, grouped by control, cause and type of resource. */
final class ControlsPage {
    /** Of all groups together; the worst come first. The first group of a control is always shown, for other places lead there. */
    private static final int MOST_GROUPS = 1_200;

    private static final int OWNERS = 3;
    private static final int REGIONS = 4;
    private static final List<Block.Column> COLUMNS = List.of(
            Tables.column("Control", 24),
            Tables.column("Cause and type of resource", 27),
            Tables.numbers("Failed", 9),
            Tables.numbers("Waived", 8),
            Tables.numbers("Overdue", 9),
            Tables.column("Owners", 23),
            Tables.column("Regions", 16),
            Tables.column("Oldest", 12));

    private ControlsPage() {}

    static Section of(WholeReport report) {
        List<Section> parts = new ArrayList<>();
        FindingSeverity[] severities = FindingSeverity.values();
        int room = MOST_GROUPS;
        for (int i = severities.length - 1; i >= 0; i--) {
            FindingSeverity severity = severities[i];
            List<GroupedFindings.ControlGroup> controls = report.findings().controls().stream()
                    .filter(control -> control.severity() == severity)
                    .toList();
            if (!controls.isEmpty()) {
                Block.Table table = table(report, severity, controls, room);
                room -= table.rows().size();
                parts.add(
                        Section.of("controls-" + Words.of(severity), capital(Words.of(severity)) + " controls", table));
            }
        }
        List<Block> blocks = List.of(new Block.Paragraph(
                parts.isEmpty()
                        ? "No control failed."
                        : "Findings that failed, grouped by control, cause and type of resource, with exact counts. Every "
                                + "single finding with its resource is in findings.csv, report.json and "
                                + "oscal-assessment-results.json."));
        return new Section("controls", "Failed controls", blocks, parts);
    }

    private static Block.Table table(
            WholeReport report, FindingSeverity severity, List<GroupedFindings.ControlGroup> controls, int room) {
        ZoneId zone = report.data().header().period().zone();
        List<Block.Row> rows = new ArrayList<>();
        long groupsLeft = 0;
        long findingsLeft = 0;
        for (GroupedFindings.ControlGroup control : controls) {
            boolean first = true;
            for (GroupedFindings.CauseGroup cause : control.causes()) {
                if (first || rows.size() < room) {
                    rows.add(row(control, cause, first, zone));
                    first = false;
                } else {
                    groupsLeft++;
                    findingsLeft += cause.failed() + cause.waived();
                }
            }
        }
        String more = groupsLeft == 0
                ? ""
                : "Not shown here: " + Tables.count(groupsLeft, "further group") + " with "
                        + Tables.count(findingsLeft, "finding") + "; they are in report.json and findings.csv.";
        return new Block.Table("Failed findings of " + Words.of(severity) + " controls", COLUMNS, rows, more);
    }

    private static Block.Row row(
            GroupedFindings.ControlGroup control, GroupedFindings.CauseGroup cause, boolean first, ZoneId zone) {
        Cell name = first
                ? new Cell.Stack(List.of(
                        new Cell.Code(control.control().toString()),
                        new Cell.Text(control.title()),
                        new Cell.Text(Tables.count(control.failed()) + " failed in all, "
                                + Tables.count(control.passed()) + " passed")))
                : new Cell.Code(control.control().toString());
        Cell what = cause.cause().equals(GroupedFindings.FURTHER)
                ? new Cell.Text("further causes and types, each in findings.csv")
                : new Cell.Stack(List.of(
                        new Cell.Text(cause.cause().isEmpty() ? "no cause is told" : cause.cause()),
                        new Cell.Code(cause.resourceType().isEmpty() ? "type not told" : cause.resourceType())));
        return new Block.Row(
                first ? Composer.target(control.control()) : "",
                List.of(
                        name,
                        what,
                        new Cell.Count(cause.failed()),
                        new Cell.Count(cause.waived()),
                        new Cell.Count(cause.overdue()),
                        Words.of(cause.owners(), OWNERS, "no owner"),
                        Words.of(cause.regions(), REGIONS, ""),
                        new Cell.Text(Times.day(cause.oldest(), zone))));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
