package com.kaldrix.monitoring.compliance.report.pdf;

import com.kaldrix.monitoring.compliance.report.page.Block;
import com.kaldrix.monitoring.compliance.report.page.Cell;
import com.kaldrix.monitoring.compliance.report.page.Tone;
import com.kaldrix.monitoring.compliance.report.pdf.Tags.Tag;
import com.kaldrix.monitoring.compliance.score.Score;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws tables, whose heads come again on every page that they go on to. */
final class PdfTables {
    private static final float PADDING = 3.5f;
    private static final float GAP = 7;
    private static final float BAR = 4;
    private static final int FEW = 3;
    private static final float NARROW = 230;

    private final Pen pen;

    PdfTables(Pen pen) {
        this.pen = pen;
    }

    /**
     * A part of a cell, in lines.
     *
     * @param target what it leads to; empty when it leads nowhere
     * @param tone of the ground behind it; null when there is none
     * @param score of the bar below it; null when there is none
     */
    private record Piece(
            List<String> lines,
            Style style,
            String target,
            @Nullable Tone tone,
            @Nullable Score score) {
        float height() {
            return Pen.height(lines, style) + (score == null ? 0 : BAR + 3);
        }
    }

    /** A cell, in lines. */
    record Laid(List<Piece> pieces, float width, boolean numbers) {
        float height() {
            float sum = 0;
            for (Piece piece : pieces) {
                sum += piece.height() + 1;
            }
            return sum;
        }
    }

    void table(Tag parent, Block.Table table) throws IOException {
        float[] widths = widths(table.columns());
        Tag tag = pen.tags.tag(parent, "Table");
        List<Laid> head = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            Block.Column column = table.columns().get(i);
            Style style = pen.smallStrong.with(Ink.QUIET);
            head.add(new Laid(
                    List.of(new Piece(pen.lines(column.title(), style, widths[i]), style, "", null, null)),
                    widths[i],
                    column.numbers()));
        }
        List<String> caption = pen.lines(table.caption(), pen.strong, Sheets.WIDTH);
        pen.sheets.room(Pen.height(caption, pen.strong) + height(head) + 60);
        pen.lines(pen.tags.tag(tag, "Caption"), "Caption", caption, pen.strong, Sheets.LEFT, pen.sheets.y());
        pen.sheets.skip(Pen.height(caption, pen.strong));
        Tag thead = pen.tags.tag(pen.tags.tag(tag, "THead"), "TR");
        head(head, thead);
        Tag tbody = pen.tags.tag(tag, "TBody");
        for (Block.Row row : table.rows()) {
            List<Laid> cells = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                cells.add(lay(
                        row.cells().get(i),
                        widths[i],
                        i == 0,
                        table.columns().get(i).numbers()));
            }
            if (pen.sheets.room(height(cells))) {
                head(head, null);
            }
            row(row, cells, pen.tags.tag(tbody, "TR"));
        }
        pen.sheets.skip(6);
        if (!table.more().isEmpty()) {
            pen.paragraph(parent, "P", table.more(), pen.quiet.with(Ink.WARN));
        }
        pen.sheets.skip(6);
    }

    private static float[] widths(List<Block.Column> columns) {
        float shares = columns.stream().mapToInt(Block.Column::share).sum();
        float free = (columns.size() < FEW ? NARROW : Sheets.WIDTH) - GAP * (columns.size() - 1);
        float[] widths = new float[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = free * columns.get(i).share() / shares;
        }
        return widths;
    }

    private static float height(List<Laid> cells) {
        float most = 0;
        for (Laid cell : cells) {
            most = Math.max(most, cell.height());
        }
        return most + 2 * PADDING;
    }

    // Without an element it is the head of a page that the table goes on to, which no screen reader wants to hear
    // again.
    private void head(List<Laid> head, @Nullable Tag row) {
        float top = pen.sheets.y();
        float height = height(head);
        float x = Sheets.LEFT;
        Content content = pen.sheets.content();
        for (Laid cell : head) {
            if (row == null) {
                content.beginArtifact();
                Piece piece = cell.pieces().getFirst();
                float y = top - PADDING;
                for (String line : piece.lines()) {
                    content.text(
                            line,
                            piece.style(),
                            x + indent(cell, line, piece.style()),
                            y - piece.style().rise());
                    y -= piece.style().leading();
                }
                content.end();
            } else {
                Tag th = pen.tags.tag(row, "TH");
                pen.tags.heads(th, "Column");
                draw(cell, th, "TH", x, top - PADDING);
            }
            x += cell.width() + GAP;
        }
        rule(top - height, 1.2f, x - GAP);
        pen.sheets.skip(height);
    }

    private void row(Block.Row row, List<Laid> cells, Tag tr) {
        float top = pen.sheets.y();
        float x = Sheets.LEFT;
        if (!row.id().isEmpty()) {
            pen.sheets.place(row.id());
        }
        for (int i = 0; i < cells.size(); i++) {
            String type = i == 0 ? "TH" : "TD";
            Tag cell = pen.tags.tag(tr, type);
            if (i == 0) {
                pen.tags.heads(cell, "Row");
            }
            draw(cells.get(i), cell, type, x, top - PADDING);
            x += cells.get(i).width() + GAP;
        }
        float height = height(cells);
        rule(top - height, 0.5f, x - GAP);
        pen.sheets.skip(height);
    }

    private void rule(float y, float width, float right) {
        Content content = pen.sheets.content();
        content.beginArtifact();
        content.line(Ink.LINE, width, false, Sheets.LEFT, y, right, y);
        content.end();
    }

    /** Breaks what a cell holds into lines. */
    Laid lay(Cell cell, float width, boolean numbers) throws IOException {
        return lay(cell, width, false, numbers);
    }

    private Laid lay(Cell cell, float width, boolean first, boolean numbers) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        lay(cell, width, first ? pen.smallStrong : pen.small, pieces);
        return new Laid(pieces, width, numbers);
    }

    private void lay(Cell cell, float width, Style style, List<Piece> pieces) throws IOException {
        switch (cell) {
            case Cell.Text text -> pieces.add(piece(text.text(), style, width));
            case Cell.Code code -> pieces.add(piece(code.text(), pen.code, width));
            case Cell.Link link -> {
                Style linked = style.with(Ink.LINK);
                pieces.add(new Piece(pen.lines(link.text(), linked, width), linked, link.target(), null, null));
            }
            case Cell.Count count ->
                pieces.add(piece(String.format(Locale.ENGLISH, "%,d", count.number()), style, width));
            case Cell.Rating rating ->
                pieces.add(new Piece(pen.lines(rating.score().words(), style, width), style, "", null, rating.score()));
            case Cell.Status status -> {
                Style word = pen.smallStrong.with(Ink.of(status.tone()));
                pieces.add(new Piece(pen.lines(status.word(), word, width - 6), word, "", status.tone(), null));
            }
            case Cell.Stack stack -> {
                Style of = style;
                for (Cell part : stack.cells()) {
                    lay(part, width, of, pieces);
                    of = pen.small;
                }
            }
        }
    }

    private Piece piece(String text, Style style, float width) throws IOException {
        return new Piece(pen.lines(text, style, width), style, "", null, null);
    }

    /** Draws a cell as an element's content. */
    void draw(Laid cell, Tag tag, String type, float x, float top) {
        float y = top;
        for (Piece piece : cell.pieces()) {
            if (piece.tone() != null) {
                ground(piece, piece.tone(), x, y);
            }
            if (piece.target().isEmpty()) {
                lines(cell, piece, tag, type, piece.tone() == null ? x : x + 3, y);
            } else {
                Tag link = pen.tags.tag(tag, "Link");
                lines(cell, piece, link, "Link", x, y);
                pen.sheets.link(
                        link,
                        String.join(" ", piece.lines()),
                        piece.target(),
                        x,
                        y,
                        cell.width(),
                        Pen.height(piece.lines(), piece.style()));
            }
            if (piece.score() != null) {
                bar(piece.score(), x, y - Pen.height(piece.lines(), piece.style()) - 1, Math.min(cell.width(), 110));
            }
            y -= piece.height() + 1;
        }
    }

    private void lines(Laid cell, Piece piece, Tag tag, String type, float x, float top) {
        float y = top;
        for (String line : piece.lines()) {
            pen.sheets.text(tag, type, line, piece.style(), x + indent(cell, line, piece.style()), y);
            y -= piece.style().leading();
        }
    }

    private static float indent(Laid cell, String line, Style style) {
        if (!cell.numbers()) {
            return 0;
        }
        return Math.max(0, cell.width() - Pen.width(line, style));
    }

    private void ground(Piece piece, Tone tone, float x, float top) {
        float width = 0;
        for (String line : piece.lines()) {
            width = Math.max(width, Pen.width(line, piece.style()));
        }
        Content content = pen.sheets.content();
        content.beginArtifact();
        float height = Pen.height(piece.lines(), piece.style());
        content.fill(Ink.ground(tone), x, top - height, width + 6, height);
        content.end();
    }

    private void bar(Score score, float x, float top, float width) {
        if (score.percent().isEmpty()) {
            return;
        }
        float known = width * score.coverage().percent() / 100;
        float passed = known * score.percent().getAsInt() / 100;
        Content content = pen.sheets.content();
        content.beginArtifact();
        content.fill(Ink.GOOD, x, top - BAR, passed, BAR);
        content.fill(Ink.BAD, x + passed, top - BAR, known - passed, BAR);
        content.fill(Ink.UNKNOWN_GROUND, x + known, top - BAR, width - known, BAR);
        content.end();
    }
}
