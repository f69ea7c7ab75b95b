package com.kaldrix.monitoring.compliance.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Tables that say how much of them is not shown. */
final class Tables {
    /** More rows nobody reads; they are all in the files for machines. */
    static final int MOST_ROWS = 400;

    private Tables() {}

    static Block.Column column(String title, int share) {
        return new Block.Column(title, share, false);
    }

    static Block.Column numbers(String title, int share) {
        return new Block.Column(title, share, true);
    }

    static Block.Row row(Cell... cells) {
        return new Block.Row("", List.of(cells));
    }

    /** A table of a list, or a sentence when it is empty. */
    static <T> Block of(
            String caption, List<Block.Column> columns, List<T> list, Function<T, Block.Row> row, String none) {
        if (list.isEmpty()) {
            return new Block.Paragraph(none);
        }
        List<Block.Row> rows = new ArrayList<>();
        list.stream().limit(MOST_ROWS).map(row).forEach(rows::add);
        long left = list.size() - (long) rows.size();
        String more = left == 0
                ? ""
                : "Shown are the first " + count(rows.size()) + " of " + count(list.size())
                        + " rows; all are in report.json.";
        return new Block.Table(caption, columns, rows, more);
    }

    static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** Such as {@code 1 finding} and {@code 1,200 findings}. */
    static String count(long number, String what) {
        return count(number) + " " + what + (number == 1 ? "" : "s");
    }
}
