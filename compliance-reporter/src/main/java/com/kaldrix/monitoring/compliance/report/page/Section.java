package com.kaldrix.monitoring.compliance.report.page;

import java.util.List;

/**
 * A part of a report with a heading.
 *
 * @param id what leads to it: lower-case letters, digits and hyphens
 * @param parts sections of the next level
 */
public record Section(String id, String title, List<Block> blocks, List<Section> parts) {
    public Section {
        blocks = List.copyOf(blocks);
        parts = List.copyOf(parts);
    }

    /** Without parts. */
    public static Section of(String id, String title, Block... blocks) {
        return new Section(id, title, List.of(blocks), List.of());
    }
}
