package com.kaldrix.monitoring.compliance.report.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines: at spaces, behind the marks that divide names of machines, and anywhere where there is no other way. */
final class Lines {
    private static final String MARKS = "/:.-_,;=&?|";

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
        Breaks breaks = new Breaks();
        float used = 0;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            float wide = style.face().width(c);
            if (used + wide > most && i > start && c != ' ') {
                int end = breaks.best(start, i);
                lines.add(Visual.of(text.substring(start, end).strip()));
                start = end;
                i = end;
                used = 0;
                continue;
            }
            used += wide;
            i += Character.charCount(c);
            breaks.see(c, i);
        }
        String last = text.substring(start).strip();
        if (!last.isEmpty() || lines.isEmpty()) {
            lines.add(Visual.of(last));
        }
        return lines;
    }

    /** Where the line may end. */
    private static final class Breaks {
        private int space = -1;
        private int mark = -1;

        void see(int character, int next) {
            if (character == ' ') {
                space = next;
            } else if (MARKS.indexOf(character) >= 0) {
                mark = next;
            }
        }

        int best(int start, int here) {
            if (space > start && space <= here) {
                return space;
            }
            return mark > start && mark <= here ? mark : here;
        }
    }
}
