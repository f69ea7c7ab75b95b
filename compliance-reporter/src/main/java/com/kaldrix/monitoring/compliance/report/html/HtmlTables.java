package com.kaldrix.monitoring.compliance.report.html;

import com.kaldrix.monitoring.compliance.report.page.Block;
import com.kaldrix.monitoring.compliance.report.page.Cell;
import com.kaldrix.monitoring.compliance.report.text.Visible;
import com.kaldrix.monitoring.compliance.score.Score;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Draws tables: a caption, heads with their scope, and a way to scroll that the keyboard reaches. */
final class HtmlTables {
    private static final String BREAKS = "/:.-_,@=&?";
    private static final int SHORT = 7;

    private final Markup html;
    private int tables;

    HtmlTables(Markup html) {
        this.html = html;
    }

    void facts(Block.Facts facts) throws IOException {
        html.open("dl", "class", "facts").line();
        for (Block.Fact fact : facts.facts()) {
            html.element("dt", fact.name()).open("dd");
            cell(fact.value());
            html.close().line();
        }
        html.close().line();
    }

    void table(Block.Table table) throws IOException {
        String caption = "table-" + ++tables;
        html.open("div", "class", "scroll", "role", "region", "aria-labelledby", caption, "tabindex", "0");
        html.open("table", "class", table.columns().size() < 3 ? "few" : "")
                .line()
                .element("caption", table.caption(), "id", caption)
                .line();
        html.open("thead").open("tr");
        for (Block.Column column : table.columns()) {
            html.element("th", column.title(), "scope", "col", "class", column.numbers() ? "number" : "");
        }
        html.close().close().line().open("tbody").line();
        for (Block.Row row : table.rows()) {
            row(table.columns(), row);
        }
        html.close().close().close();
        if (!table.more().isEmpty()) {
            html.line().element("p", table.more(), "class", "more");
        }
    }

    private void row(List<Block.Column> columns, Block.Row row) throws IOException {
        html.open("tr", "id", row.id());
        for (int i = 0; i < columns.size(); i++) {
            Cell cell = row.cells().get(i);
            if (i == 0) {
                html.open("th", "scope", "row");
            } else {
                html.open("td", "class", columns.get(i).numbers() ? "number" : wide(cell));
            }
            cell(cell);
            html.close();
        }
        html.close().line();
    }

    private static String wide(Cell cell) {
        return cell instanceof Cell.Stack
                        || cell instanceof Cell.Rating
                        || cell instanceof Cell.Text text && text.text().length() > 30
                        || cell instanceof Cell.Code code && code.text().length() > 20
                ? "text"
                : "";
    }

    private void cell(Cell cell) throws IOException {
        switch (cell) {
            case Cell.Text text -> human(text.text());
            case Cell.Code code -> code(code.text());
            case Cell.Link link -> html.element("a", link.text(), "href", "#" + link.target());
            case Cell.Count count -> html.text(String.format(Locale.ENGLISH, "%,d", count.number()));
            case Cell.Status status ->
                html.element(
                        "span",
                        status.word(),
                        "class",
                        "status " + status.tone().word());
            case Cell.Rating rating -> rating(rating.score());
            case Cell.Stack stack -> {
                html.open("div", "class", "stack");
                for (Cell part : stack.cells()) {
                    html.open("div");
                    cell(part);
                    html.close();
                }
                html.close();
            }
        }
    }

    private void code(String text) throws IOException {
        html.open("code", "dir", "ltr");
        broken(Visible.of(text));
        html.close();
    }

    // What runs from right to left must not turn its neighbours around.
    private void human(String text) throws IOException {
        String shown = Visible.of(text);
        if (shown.chars().allMatch(c -> c < 0x590)) {
            broken(shown);
        } else {
            html.open("bdi").visible(shown).close();
        }
    }

    // Names of machines have no spaces, so the browser is told where else it may break a long word.
    private void broken(String shown) throws IOException {
        int start = 0;
        int word = 0;
        for (int i = 0; i < shown.length() - 1; i++) {
            char c = shown.charAt(i);
            word = c == ' ' ? 0 : word + 1;
            if (word > SHORT && BREAKS.indexOf(c) >= 0 && BREAKS.indexOf(shown.charAt(i + 1)) < 0) {
                html.visible(shown.substring(start, i + 1)).empty("wbr");
                start = i + 1;
            }
        }
        html.visible(shown.substring(start));
    }

    private void rating(Score score) throws IOException {
        html.open("div", "class", "rating").text(score.words());
        if (score.percent().isPresent()) {
            html.open("svg", "viewBox", "0 0 100 7", "preserveAspectRatio", "none", "aria-hidden", "true");
            int known = score.coverage().percent();
            int passed = known * score.percent().getAsInt() / 100;
            html.shape("rect", "class", "fill-good", "x", "0", "y", "0", "width", "" + passed, "height", "7");
            html.shape(
                    "rect",
                    "class",
                    "fill-bad",
                    "x",
                    "" + passed,
                    "y",
                    "0",
                    "width",
                    "" + (known - passed),
                    "height",
                    "7");
            html.shape(
                    "rect",
                    "class",
                    "fill-unknown",
                    "x",
                    "" + known,
                    "y",
                    "0",
                    "width",
                    "" + (100 - known),
                    "height",
                    "7");
            html.close();
        }
        html.close();
    }
}
