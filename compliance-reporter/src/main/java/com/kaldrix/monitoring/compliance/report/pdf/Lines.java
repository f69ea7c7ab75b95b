package com.kaldrix.monitoring.compliance.report.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines: at spaces, behind the marks that divide names of machines, and anywhere where there is no other way. */
final class Lines {
    private static final String BREAKS = "/:.-_,;=&?|";

    private Lines() {}

    /**
     * The lines of a text, at least one.
     *
     * @param text as {@link Face#shown} gives it
     * @param width of a line
     */
    static List<String> of(String text, Style style, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        float most = width * 1_000 / style.size();
        int start = 0;
        int breakAt = -1;
        float used = 0;
        float sinceBreak = 0;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            float wide = style.face().width(c);
            if (used + wide > most && i > start && c != ' ') {
                int end = breakAt > start ? breakAt : i;
                lines.add(text.substring(start, end).strip());
                used = breakAt > start ? sinceBreak : 0;
                start = end;
                breakAt = -1;
                sinceBreak = 0;
                if (used + wide > most && i > start) {
                    continue;
                }
            }
            used += wide;
            sinceBreak += wide;
            if (c == ' ' || BREAKS.indexOf(c) >= 0) {
                breakAt = next;
                sinceBreak = 0;
            }
            i = next;
        }
        String last = text.substring(start).strip();
        if (!last.isEmpty() || lines.isEmpty()) {
            lines.add(last);
        }
        return lines;
    }
}
