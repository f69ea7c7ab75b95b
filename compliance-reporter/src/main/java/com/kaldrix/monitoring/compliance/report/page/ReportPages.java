package com.kaldrix.monitoring.compliance.report.page;

import java.util.List;

/**
 * All pages of a report.
 *
 * @param title its title
 * @param scope what it looks at
 * @param facts what tells it from any other
 * @param label what stands at the foot of every page
 * @param sections in their order
 */
public record ReportPages(String title, String scope, Block.Facts facts, String label, List<Section> sections) {
    public ReportPages {
        sections = List.copyOf(sections);
    }
}
