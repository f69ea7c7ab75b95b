package com.kaldrix.monitoring.compliance.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown: what was aimed at, and what was measured. */
final class Bars {
    private final List<String> lines = new ArrayList<>();

    Bars(String head) {
        lines.add("| " + head + " | aimed at | measured | |");
        lines.add("|---|---|---|---|");
    }

    /** A figure that is to be so many a second or more. */
    void atLeast(String what, double aim, double measured) {
        row(what, "at least " + perSecond(aim), perSecond(measured), measured >= aim ? "met" : "missed");
    }

    /** A time that is to be shorter. */
    void below(String what, double aim, double measured) {
        row(what, "below " + seconds(aim), seconds(measured), measured < aim ? "met" : "missed");
    }

    /** Something to hold the others against. */
    void beside(String what, String measured) {
        row(what, "", measured, "");
    }

    private void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    static String perSecond(double number) {
        return String.format(Locale.ROOT, "%,.0f/s", number);
    }

    /** In milliseconds below a second. */
    static String seconds(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.1f ms", seconds * 1000)
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
