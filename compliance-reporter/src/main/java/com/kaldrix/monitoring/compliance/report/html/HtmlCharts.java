package com.kaldrix.monitoring.compliance.report.html;

import com.kaldrix.monitoring.compliance.report.page.Block;
import com.kaldrix.monitoring.compliance.report.page.Charts;
import com.kaldrix.monitoring.compliance.score.Score;
import java.io.IOException;
import java.util.Locale;

/** Draws charts as SVG, each with its numbers in a table. */
final class HtmlCharts {
    private static final int WIDTH = 260;
    private static final int HEIGHT = 110;
    private static final int LEFT = 30;
    private static final int RIGHT = 8;
    private static final int TOP = 8;
    private static final int BOTTOM = 20;
    private static final int BAR = 26;

    private final Markup html;
    private final HtmlTables tables;

    HtmlCharts(Markup html, HtmlTables tables) {
        this.html = html;
        this.tables = tables;
    }

    void cards(Block.Cards cards, int level) throws IOException {
        html.open("ul", "class", "cards").line();
        for (Block.Card card : cards.cards()) {
            html.open("li");
            html.open("h" + level)
                    .element("a", card.name(), "href", "#" + card.target())
                    .close();
            score(card.score());
            share(card);
            html.open("p");
            key("good", card.passed() + " passed");
            key("bad", card.failed() + " failed");
            key("warn", card.unknown() + " unknown");
            key("unknown", card.noData() + " no data");
            html.close();
            html.element("p", Charts.change(card));
            html.close().line();
        }
        html.close();
    }

    private void score(Score score) throws IOException {
        html.open("p", "class", "score");
        if (score.percent().isEmpty()) {
            html.element("strong", "no data")
                    .text(" on any of " + score.coverage().all() + " requirements");
        } else {
            html.element("strong", score.percent().getAsInt() + " %")
                    .text(" on " + score.coverage().percent() + " % of the requirements");
        }
        html.close();
    }

    private void share(Block.Card card) throws IOException {
        long all = card.passed() + card.failed() + card.unknown() + card.noData();
        if (all == 0) {
            return;
        }
        html.open("svg", "viewBox", "0 0 " + all + " 12", "preserveAspectRatio", "none", "aria-hidden", "true");
        long at = 0;
        at = part("fill-good", at, card.passed());
        at = part("fill-bad", at, card.failed());
        at = part("fill-warn", at, card.unknown());
        part("fill-unknown", at, card.noData());
        html.shape("rect", "class", "edge", "x", "0", "y", "0", "width", "" + all, "height", "12");
        html.close();
    }

    private long part(String fill, long at, long width) throws IOException {
        if (width > 0) {
            html.shape("rect", "class", fill, "x", "" + at, "y", "0", "width", "" + width, "height", "12");
        }
        return at + width;
    }

    private void key(String tone, String words) throws IOException {
        html.open("span", "class", "key " + tone, "aria-hidden", "true")
                .close()
                .text(words)
                .known(" &#160; ");
    }

    void trends(Block.Trends trends) throws IOException {
        html.open("figure").line().element("figcaption", trends.caption()).line();
        html.element(
                        "p",
                        "Solid line: score. Dashed line: coverage, of how many requirements anything is known.",
                        "class",
                        "legend")
                .line();
        html.open("div", "class", "multiples").line();
        for (Block.Trend trend : trends.trends()) {
            html.open("div").element("p", trend.name());
            trend(trends, trend);
            html.close().line();
        }
        html.close().line().close().line();
        tables.table(Charts.table(trends));
    }

    private void trend(Block.Trends trends, Block.Trend trend) throws IOException {
        Score last = trend.scores().getLast();
        html.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-label",
                trend.name() + ": " + last.words() + " on " + trends.days().getLast());
        for (int percent = 0; percent <= 100; percent += 50) {
            String y = y(percent);
            html.shape("line", "class", "grid", "x1", "" + LEFT, "x2", "" + (WIDTH - RIGHT), "y1", y, "y2", y);
            html.element(
                    "text",
                    percent + "",
                    "x",
                    "" + (LEFT - 5),
                    "y",
                    "" + (Double.parseDouble(y) + 4),
                    "text-anchor",
                    "end");
        }
        html.element("text", trends.days().getFirst(), "x", "" + LEFT, "y", "" + (HEIGHT - 4));
        html.element(
                "text",
                trends.days().getLast(),
                "x",
                "" + (WIDTH - RIGHT),
                "y",
                "" + (HEIGHT - 4),
                "text-anchor",
                "end");
        line(trend, "line-coverage", false);
        line(trend, "line-score", true);
        if (last.percent().isPresent()) {
            html.shape(
                    "circle",
                    "class",
                    "dot-score",
                    "r",
                    "4",
                    "cx",
                    x(trend.scores().size() - 1, trend.scores().size()),
                    "cy",
                    y(last.percent().getAsInt()));
        }
        html.close();
    }

    // Where nothing is known, the line is broken.
    private void line(Block.Trend trend, String style, boolean ofScore) throws IOException {
        StringBuilder path = new StringBuilder();
        boolean down = false;
        for (int i = 0; i < trend.scores().size(); i++) {
            Score score = trend.scores().get(i);
            if (score.percent().isEmpty()) {
                down = false;
                continue;
            }
            int percent =
                    ofScore ? score.percent().getAsInt() : score.coverage().percent();
            path.append(down ? 'L' : 'M')
                    .append(x(i, trend.scores().size()))
                    .append(' ')
                    .append(y(percent));
            down = true;
        }
        html.shape("path", "class", style, "d", path.toString());
    }

    private static String x(int at, int count) {
        double step = count < 2 ? 0 : (double) at / (count - 1);
        return number(LEFT + step * (WIDTH - LEFT - RIGHT));
    }

    private static String y(int percent) {
        return number(TOP + (100 - percent) / 100.0 * (HEIGHT - TOP - BOTTOM));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    void bars(Block.Bars bars) throws IOException {
        long most = Math.max(
                1, bars.bars().stream().mapToLong(Block.Bar::number).max().orElse(1));
        html.open("figure").line().element("figcaption", bars.caption()).line();
        html.open(
                "svg",
                "class",
                "bars",
                "viewBox",
                "0 0 600 " + bars.bars().size() * BAR,
                "role",
                "img",
                "aria-label",
                bars.caption() + "; the numbers are in the table below");
        for (int i = 0; i < bars.bars().size(); i++) {
            Block.Bar bar = bars.bars().get(i);
            double width = 420.0 * bar.number() / most;
            String middle = "" + (i * BAR + 17);
            html.element("text", bar.name(), "x", "95", "y", middle, "text-anchor", "end");
            html.shape(
                    "rect",
                    "class",
                    "fill-" + bar.tone().word(),
                    "x",
                    "105",
                    "y",
                    "" + (i * BAR + 5),
                    "width",
                    number(width),
                    "height",
                    "" + (BAR - 10));
            html.element(
                    "text",
                    String.format(Locale.ENGLISH, "%,d", bar.number()),
                    "class",
                    "value",
                    "x",
                    number(111 + width),
                    "y",
                    middle);
        }
        html.close().close().line();
        tables.table(Charts.table(bars));
    }
}
