package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.text.Times;
import java.util.List;

/** Decides what the pages of a report say, and in which order: what matters most comes first. */
public final class Composer {
    private Composer() {}

    /** The pages; the same for the same report. */
    public static ReportPages compose(WholeReport report) {
        ReportHeader header = report.data().header();
        return new ReportPages(
                header.title(),
                header.scope().isAll()
                        ? "All standards, accounts, regions and components"
                        : capital(header.scope().words()),
                AboutPage.facts(report),
                "Report " + header.id() + ", data until "
                        + Times.minute(header.cutOff(), header.period().zone()),
                List.of(
                        SummaryPage.of(report),
                        StandardsPage.of(report),
                        ControlsPage.of(report),
                        EvidencePages.notCollected(report),
                        EvidencePages.drift(report),
                        EvidencePages.waivers(report),
                        EvidencePages.attestations(report),
                        OperationsPages.responses(report),
                        OperationsPages.remediations(report),
                        OperationsPages.activity(report),
                        EvidencePages.unmapped(report),
                        AboutPage.of(report)));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** What leads to a control's findings. */
    static String target(Control control) {
        return "control-" + slug(control.toString());
    }

    /** What leads to a standard. */
    static String target(String standard) {
        return "standard-" + slug(standard);
    }

    /** Text as an id; no two become the same. */
    static String slug(String text) {
        StringBuilder slug = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-') {
                slug.appendCodePoint(c);
            } else if (c == ':') {
                slug.append('_');
            } else {
                slug.append("_x").append(Integer.toHexString(c)).append('_');
            }
        });
        return slug.toString();
    }
}
