package com.kaldrix.monitoring.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, with a row for each figure. */
public final class Table {
    private final List<String> lines = new ArrayList<>();

    /** A table with these heads of columns. */
    public Table(String... head) {
        row((Object[]) head);
        lines.add("|" + "---|".repeat(head.length));
    }

    /** Adds a row. */
    public Table row(Object... cells) {
        StringBuilder line = new StringBuilder("|");
        for (Object cell : cells) {
            line.append(' ').append(cell).append(" |");
        }
        lines.add(line.toString());
        return this;
    }

    /** The value below which that share of the sorted values lies (nearest rank). */
    public static <T> T quantile(List<T> sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
    }

    /** Seconds with two decimals and their unit. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    /** Mebibytes with their unit. */
    public static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / 1024.0 / 1024.0);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
