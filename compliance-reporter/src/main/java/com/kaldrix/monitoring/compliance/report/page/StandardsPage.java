package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.GroupedFindings;
import com.kaldrix.monitoring.compliance.report.StandardResult;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.score.Evidence;
import com.kaldrix.monitoring.compliance.score.Score;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How it stands with each standard: its domains, then every requirement that failed or of which it is not known. */
final class StandardsPage {
    private static final int CONTROLS = 6;
    private static final int OWNERS = 3;

    private StandardsPage() {}

    static Section of(WholeReport report) {
        return new Section(
                "standards",
                "Standards",
                List.of(new Block.Paragraph(
                        "A score is the weight of the requirements that passed among those of which something is known; the "
                                + "coverage beside it says of how many that is so. A requirement without evidence is \u201Cno data\u201D, "
                                + "never passed.")),
                report.data().standards().stream()
                        .map(standard -> standard(report, standard))
                        .toList());
    }

    private static Section standard(WholeReport report, StandardResult standard) {
        List<Block> blocks = new ArrayList<>();
        long all = standard.requirements().count();
        blocks.add(new Block.Paragraph("Score " + standard.score().words() + ". Of "
                + Tables.count(all, "requirement") + ", " + Tables.count(standard.count(Evidence.PASSED)) + " passed, "
                + Tables.count(standard.count(Evidence.FAILED)) + " failed, "
                + Tables.count(standard.count(Evidence.UNKNOWN)) + " unknown, "
                + Tables.count(standard.count(Evidence.NO_DATA)) + " without data."
                + (standard.securityHub().isPresent()
                        ? " Security Hub\u2019s own score is "
                                + standard.securityHub().getAsInt() + " %."
                        : "")));
        blocks.add(Tables.of(
                standard.name() + ": score and coverage by domain",
                List.of(
                        Tables.column("Domain", 30),
                        Tables.column("Score and coverage", 30),
                        Tables.column("Before", 16),
                        Tables.numbers("Failed", 8),
                        Tables.numbers("Unknown", 9),
                        Tables.numbers("No data", 8)),
                standard.domains(),
                StandardsPage::domain,
                "It has no domains."));
        blocks.add(Tables.of(
                standard.name() + ": failed requirements, with their failed findings",
                List.of(
                        Tables.column("Requirement", 16),
                        Tables.column("What it asks for", 28),
                        Tables.numbers("Failed", 8),
                        Tables.numbers("Waived", 8),
                        Tables.column("By control", 26),
                        Tables.column("By owner", 22)),
                with(standard, Evidence.FAILED),
                requirement -> failed(report, standard, requirement),
                "No requirement failed."));
        List<StandardResult.RequirementState> rest = new ArrayList<>(with(standard, Evidence.UNKNOWN));
        rest.addAll(with(standard, Evidence.NO_DATA));
        blocks.add(Tables.of(
                standard.name() + ": requirements of which nothing is known for sure",
                List.of(
                        Tables.column("Requirement", 16),
                        Tables.column("What it asks for", 50),
                        Tables.column("State", 12),
                        Tables.column("Judged by", 22)),
                rest,
                requirement -> Tables.row(
                        new Cell.Text(requirement.id()),
                        new Cell.Text(requirement.title()),
                        Words.of(requirement.evidence()),
                        new Cell.Text(judge(requirement))),
                "There is evidence for every requirement."));
        return new Section(Composer.target(standard.id()), standard.name(), blocks, List.of());
    }

    private static String judge(StandardResult.RequirementState requirement) {
        return switch (requirement.kind()) {
            case AUTOMATED -> "checks";
            case PARTIAL -> "checks and people";
            case MANUAL -> "people: an attestation is missing";
        };
    }

    private static List<StandardResult.RequirementState> with(StandardResult standard, Evidence evidence) {
        return standard.requirements()
                .filter(requirement -> requirement.evidence() == evidence)
                .toList();
    }

    private static Block.Row domain(StandardResult.DomainResult domain) {
        return Tables.row(
                new Cell.Text(domain.id() + " " + domain.title()),
                new Cell.Rating(domain.score()),
                new Cell.Text(before(domain.before())),
                count(domain, Evidence.FAILED),
                count(domain, Evidence.UNKNOWN),
                count(domain, Evidence.NO_DATA));
    }

    private static Cell count(StandardResult.DomainResult domain, Evidence evidence) {
        return new Cell.Count(domain.requirements().stream()
                .filter(requirement -> requirement.evidence() == evidence)
                .count());
    }

    private static String before(@Nullable Score before) {
        if (before == null) {
            return "not known";
        }
        return Charts.brief(before);
    }

    private static Block.Row failed(
            WholeReport report, StandardResult standard, StandardResult.RequirementState requirement) {
        GroupedFindings.RequirementCount count =
                report.findings().requirement(new RequirementId(standard.id(), requirement.id()));
        List<Cell> controls = new ArrayList<>();
        long further = 0;
        long findings = 0;
        for (GroupedFindings.ControlCount control : count.controls()) {
            if (controls.size() < CONTROLS) {
                controls.add(new Cell.Link(
                        control.control().name() + ": " + Tables.count(control.failed())
                                + (control.waived() > 0 ? " and " + Tables.count(control.waived()) + " waived" : ""),
                        Composer.target(control.control())));
            } else {
                further++;
                findings += control.failed();
            }
        }
        if (further > 0) {
            controls.add(new Cell.Text(
                    Tables.count(further, "more control") + ": " + Tables.count(findings) + ", in report.json"));
        }
        return Tables.row(
                new Cell.Text(requirement.id()),
                new Cell.Text(requirement.title()),
                new Cell.Count(count.failed()),
                new Cell.Count(count.waived()),
                controls.isEmpty() ? new Cell.Text("no finding of this report") : new Cell.Stack(controls),
                Words.of(count.owners(), OWNERS, "no owner"));
    }
}
