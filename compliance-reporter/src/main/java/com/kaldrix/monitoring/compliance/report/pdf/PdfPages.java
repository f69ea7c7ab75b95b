package com.kaldrix.monitoring.compliance.report.pdf;

import com.kaldrix.monitoring.compliance.report.page.Block;
import com.kaldrix.monitoring.compliance.report.page.ReportPages;
import com.kaldrix.monitoring.compliance.report.page.Section;
import com.kaldrix.monitoring.compliance.report.pdf.Tags.Tag;
import com.kaldrix.monitoring.compliance.report.text.Visible;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/** Draws pages. */
final class PdfPages {
    private static final int TOP = 2;
    private static final float WITH_HEADING = 140;

    private final PDDocument document;
    private final Pen pen;
    private final PdfTables tables;
    private final PdfCharts charts;

    PdfPages(PDDocument document, Faces faces) {
        this.document = document;
        Tags tags = new Tags();
        this.pen = new Pen(new Sheets(document, faces.resources(), tags), tags, faces);
        this.tables = new PdfTables(pen);
        this.charts = new PdfCharts(pen, tables);
    }

    void write(ReportPages pages) throws IOException {
        Tag root = pen.tags.document();
        pen.paragraph(root, "H1", pages.title(), pen.title);
        pen.sheets.skip(3);
        pen.paragraph(root, "P", pages.scope(), pen.quiet.with(Ink.QUIET));
        pen.sheets.skip(8);
        facts(root, pages.facts());
        pen.sheets.skip(4);
        rule();
        for (Section section : pages.sections()) {
            section(root, section, TOP);
        }
        PDDocumentOutline outline = new PDDocumentOutline();
        for (Section section : pages.sections()) {
            outline(outline, section, TOP);
        }
        document.getDocumentCatalog().setDocumentOutline(outline);
        pen.sheets.finish(pages.label(), new Style(pen.small.face(), 7.5f, Ink.QUIET));
        document.getDocumentCatalog().setStructureTreeRoot(pen.tags.finish());
    }

    private void rule() {
        Content content = pen.sheets.content();
        content.beginArtifact();
        content.fill(Ink.LINK, Sheets.LEFT, pen.sheets.y(), Sheets.WIDTH, 1.8f);
        content.end();
    }

    private void outline(PDOutlineNode parent, Section section, int level) {
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(Visible.of(section.title()));
        item.setDestination(pen.sheets.destination(section.id()));
        parent.addLast(item);
        if (level == TOP && !section.id().equals("summary")) {
            section.parts().forEach(part -> outline(item, part, level + 1));
        }
    }

    private void section(Tag parent, Section section, int level) throws IOException {
        Tag tag = pen.tags.tag(parent, "Sect");
        Style style = pen.heading(level);
        pen.sheets.room(WITH_HEADING);
        pen.sheets.skip(level == TOP ? 20 : 10);
        pen.sheets.place(section.id());
        pen.paragraph(tag, "H" + level, section.title(), style);
        pen.sheets.skip(level == TOP ? 5 : 3);
        for (Block block : section.blocks()) {
            block(tag, block);
        }
        for (Section part : section.parts()) {
            section(tag, part, level + 1);
        }
    }

    private void block(Tag parent, Block block) throws IOException {
        switch (block) {
            case Block.Paragraph paragraph -> {
                pen.paragraph(parent, "P", paragraph.text(), pen.body);
                pen.sheets.skip(7);
            }
            case Block.Points points -> points(parent, points);
            case Block.Facts facts -> facts(parent, facts);
            case Block.Figures figures -> charts.figures(parent, figures);
            case Block.Cards cards -> charts.cards(parent, cards);
            case Block.Trends trends -> charts.trends(parent, trends);
            case Block.Bars bars -> charts.bars(parent, bars);
            case Block.Table table -> tables.table(parent, table);
        }
    }

    private void facts(Tag parent, Block.Facts facts) throws IOException {
        float name = 112;
        for (Block.Fact fact : facts.facts()) {
            Tag tag = pen.tags.tag(parent, "P");
            PdfTables.Laid value = tables.lay(fact.value(), Sheets.WIDTH - name, false);
            pen.sheets.room(value.height());
            float top = pen.sheets.y();
            pen.sheets.text(tag, "P", fact.name() + ": ", pen.small.with(Ink.QUIET), Sheets.LEFT, top);
            tables.draw(value, tag, "P", Sheets.LEFT + name, top);
            pen.sheets.skip(value.height() + 1.5f);
        }
    }

    private void points(Tag parent, Block.Points points) throws IOException {
        Tag list = pen.tags.tag(parent, "L");
        float indent = 12;
        for (Block.Point point : points.points()) {
            List<String> lines = pen.lines(point.text(), pen.body, Sheets.WIDTH - indent - 8);
            boolean leads = !point.target().isEmpty();
            float height = Pen.height(lines, pen.body) + 8;
            pen.sheets.room(height + 4);
            float top = pen.sheets.y();
            Content content = pen.sheets.content();
            content.beginArtifact();
            content.fill(Ink.RAISED, Sheets.LEFT, top - height, Sheets.WIDTH, height);
            content.fill(Ink.of(point.tone()), Sheets.LEFT, top - height, 3.5f, height);
            content.end();
            Tag body = pen.tags.tag(pen.tags.tag(list, "LI"), "LBody");
            if (leads) {
                Tag link = pen.tags.tag(body, "Link");
                pen.lines(link, "Link", lines, pen.body.with(Ink.LINK), Sheets.LEFT + indent, top - 4);
                pen.sheets.link(link, point.text(), point.target(), Sheets.LEFT, top, Sheets.WIDTH, height);
            } else {
                pen.lines(body, "LBody", lines, pen.body, Sheets.LEFT + indent, top - 4);
            }
            pen.sheets.skip(height + 4);
        }
        pen.sheets.skip(4);
    }
}
