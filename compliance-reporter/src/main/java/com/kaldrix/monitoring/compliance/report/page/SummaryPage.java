package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.report.FindingState;
import com.kaldrix.monitoring.compliance.report.GroupedFindings;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.StandardResult;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.text.Times;
import com.kaldrix.monitoring.compliance.score.Evidence;
import com.kaldrix.monitoring.compliance.score.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an executive reads. */
final class SummaryPage {
    private static final Duration SOON = Duration.ofDays(30);
    private static final int WORST = 3;

    private SummaryPage() {}

    static Section of(WholeReport report) {
        GroupedFindings findings = report.findings();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Figures(List.of(
                new Block.Figure(
                        Tables.count(findings.count(FindingState.FAILED)),
                        "failed findings of " + Tables.count(findings.all()),
                        findings.count(FindingState.FAILED) == 0 ? Tone.GOOD : Tone.BAD),
                new Block.Figure(
                        Tables.count(findings.count(FindingSeverity.CRITICAL)),
                        "of them critical",
                        findings.count(FindingSeverity.CRITICAL) == 0 ? Tone.GOOD : Tone.BAD),
                new Block.Figure(
                        Tables.count(findings.overdue()),
                        "of them past their due date",
                        findings.overdue() == 0 ? Tone.GOOD : Tone.WARN),
                new Block.Figure(
                        Tables.count(findings.count(FindingState.WAIVED)), "more are accepted by a waiver", Tone.PLAIN),
                new Block.Figure(
                        Tables.count(report.data().gaps().size()),
                        report.data().gaps().size() == 1 ? "source was not collected" : "sources were not collected",
                        report.data().gaps().isEmpty() ? Tone.GOOD : Tone.WARN))));
        return new Section(
                "summary",
                "Summary",
                blocks,
                List.of(attention(report), scores(report), trends(report), severities(report)));
    }

    private static Section scores(WholeReport report) {
        return Section.of(
                "scores",
                "Scores by standard",
                new Block.Cards(report.data().standards().stream()
                        .map(SummaryPage::card)
                        .toList()));
    }

    private static Block.Card card(StandardResult standard) {
        return new Block.Card(
                standard.name(),
                Composer.target(standard.id()),
                standard.score(),
                standard.before(),
                standard.securityHub(),
                standard.count(Evidence.PASSED),
                standard.count(Evidence.FAILED),
                standard.count(Evidence.UNKNOWN),
                standard.count(Evidence.NO_DATA));
    }

    private static Section attention(WholeReport report) {
        List<Block.Point> points = new ArrayList<>();
        report.findings().controls().stream()
                .filter(control -> control.failed() > 0)
                .limit(WORST)
                .forEach(control -> points.add(new Block.Point(
                        Tone.BAD,
                        control.control().name() + " failed on " + Tables.count(control.failed(), "resource") + " ("
                                + Words.of(control.severity()) + "): \u201C" + control.title() + "\u201D. "
                                + rests(control.requirements().size()),
                        Composer.target(control.control()))));
        Instant cutOff = report.data().header().cutOff();
        if (!report.data().gaps().isEmpty()) {
            points.add(new Block.Point(
                    Tone.WARN,
                    Tables.count(report.data().gaps().size(), "source")
                            + " could not be collected. What they would have said is missing here, and counts as unknown.",
                    "not-collected"));
        }
        List<ReportData.Waiver> lapsing = report.data().waivers().stream()
                .filter(waiver ->
                        waiver.until().isAfter(cutOff) && waiver.until().isBefore(cutOff.plus(SOON)))
                .toList();
        if (!lapsing.isEmpty()) {
            points.add(new Block.Point(
                    Tone.WARN,
                    Tables.count(lapsing.size(), "waiver") + " will lapse within 30 days, the first on "
                            + Times.day(
                                    lapsing.stream()
                                            .map(ReportData.Waiver::until)
                                            .min(Instant::compareTo)
                                            .orElse(cutOff),
                                    report.data().header().period().zone())
                            + ".",
                    "waivers"));
        }
        for (StandardResult standard : report.data().standards()) {
            Score before = standard.before();
            if (before != null
                    && before.percent().isPresent()
                    && standard.score().percent().isPresent()
                    && standard.score().percent().getAsInt() < before.percent().getAsInt()) {
                points.add(new Block.Point(
                        Tone.WARN,
                        standard.name() + " fell from " + before.percent().getAsInt() + " % to "
                                + standard.score().words() + ".",
                        Composer.target(standard.id())));
            }
        }
        if (points.isEmpty()) {
            points.add(new Block.Point(Tone.GOOD, "Nothing failed, and every source was collected.", ""));
        }
        return Section.of("attention", "What needs attention", new Block.Points(points));
    }

    private static String rests(int requirements) {
        return switch (requirements) {
            case 0 -> "No requirement rests on it.";
            case 1 -> "1 requirement rests on it.";
            default -> Tables.count(requirements) + " requirements rest on it.";
        };
    }

    private static Section trends(WholeReport report) {
        List<StandardResult> standards = report.data().standards().stream()
                .filter(standard -> !standard.trend().isEmpty())
                .toList();
        List<String> days = standards.stream()
                .flatMap(standard -> standard.trend().stream())
                .map(point -> point.day().toString())
                .distinct()
                .sorted()
                .toList();
        if (days.isEmpty()) {
            return Section.of("trend", "Trend", new Block.Paragraph("There is no earlier report to compare with."));
        }
        List<Block.Trend> trends = standards.stream()
                .map(standard -> new Block.Trend(
                        standard.name(),
                        days.stream().map(day -> score(standard, day)).toList()))
                .toList();
        return Section.of(
                "trend", "Trend", new Block.Trends("Scores and coverage by standard, in per cent", days, trends));
    }

    private static Score score(StandardResult standard, String day) {
        return standard.trend().stream()
                .filter(point -> point.day().toString().equals(day))
                .findFirst()
                .map(StandardResult.Point::score)
                .orElse(Score.of(List.of()));
    }

    private static Section severities(WholeReport report) {
        List<Block.Bar> bars = new ArrayList<>();
        FindingSeverity[] severities = FindingSeverity.values();
        for (int i = severities.length - 1; i >= 0; i--) {
            long count = report.findings().count(severities[i]);
            bars.add(new Block.Bar(Words.of(severities[i]), count, Words.tone(severities[i])));
        }
        return Section.of(
                "severities",
                "Failed findings by severity",
                new Block.Bars("Failed findings by severity", "Severity", "Failed findings", bars));
    }
}
