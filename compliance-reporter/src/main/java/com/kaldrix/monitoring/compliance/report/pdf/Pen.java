package com.kaldrix.monitoring.compliance.report.pdf;

import com.kaldrix.monitoring.compliance.report.pdf.Tags.Tag;
import com.kaldrix.monitoring.compliance.report.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What all that draws shares: pages, structure and the looks of text. */
final class Pen {
    final Sheets sheets;
    final Tags tags;
    final Style title;
    final Style body;
    final Style strong;
    final Style quiet;
    final Style small;
    final Style smallStrong;
    final Style code;
    private final Faces faces;

    Pen(Sheets sheets, Tags tags, Faces faces) {
        this.sheets = sheets;
        this.tags = tags;
        this.faces = faces;
        title = new Style(faces.bold, 21, Ink.TEXT);
        body = new Style(faces.plain, 9.5f, Ink.TEXT);
        strong = new Style(faces.bold, 9.5f, Ink.TEXT);
        quiet = new Style(faces.plain, 9f, Ink.QUIET);
        small = new Style(faces.plain, 7.8f, Ink.TEXT);
        smallStrong = new Style(faces.bold, 7.8f, Ink.TEXT);
        code = new Style(faces.mono, 7.2f, Ink.TEXT);
    }

    Style heading(int level) {
        return new Style(
                faces.bold,
                switch (level) {
                    case 2 -> 15;
                    case 3 -> 11.5f;
                    default -> 10;
                },
                Ink.TEXT);
    }

    Style number() {
        return new Style(faces.bold, 19, Ink.TEXT);
    }

    /** The lines of a text that came from anywhere. */
    List<String> lines(String text, Style style, float width) throws IOException {
        return Lines.of(style.face().shown(Visible.of(text)), style, width);
    }

    /** How wide a line is. */
    static float width(String line, Style style) {
        try {
            return style.face().width(line, style.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How high that many lines are. */
    static float height(List<String> lines, Style style) {
        return lines.size() * style.leading();
    }

    /** Lines of an element, one below the other, on this page. */
    float lines(Tag tag, String type, List<String> lines, Style style, float x, float top) {
        float y = top;
        for (String line : lines) {
            sheets.text(tag, type, line, style, x, y);
            y -= style.leading();
        }
        return y;
    }

    /** A paragraph that may go on on the next page. */
    void paragraph(Tag parent, String type, String text, Style style) throws IOException {
        Tag tag = tags.tag(parent, type);
        for (String line : lines(text, style, Sheets.WIDTH)) {
            sheets.room(style.leading());
            sheets.text(tag, type, line, style, Sheets.LEFT, sheets.y());
            sheets.skip(style.leading());
        }
    }
}
