package com.kaldrix.monitoring.compliance.report.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /** All places that something can lead to. */
    public Set<String> places() {
        Set<String> places = new HashSet<>();
        sections.forEach(section -> places(section, places));
        return places;
    }

    private static void places(Section section, Set<String> places) {
        places.add(section.id());
        for (Block block : section.blocks()) {
            if (block instanceof Block.Table table) {
                table.rows().forEach(row -> places.add(row.id()));
            }
        }
        section.parts().forEach(part -> places(part, places));
    }
}
