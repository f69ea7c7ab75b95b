package com.kaldrix.monitoring.compliance.report.html;

import com.kaldrix.monitoring.compliance.report.page.Block;
import com.kaldrix.monitoring.compliance.report.page.ReportPages;
import com.kaldrix.monitoring.compliance.report.page.Section;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Draws pages. */
final class HtmlPages {
    private static final String STYLE = "/report/report.css";
    private static final int TOP = 2;

    private final Markup html;
    private final HtmlTables tables;
    private final HtmlCharts charts;

    HtmlPages(Markup html) {
        this.html = html;
        this.tables = new HtmlTables(html);
        this.charts = new HtmlCharts(html, tables);
    }

    void write(ReportPages pages) throws IOException {
        html.known("<!DOCTYPE html>\n").open("html", "lang", "en").line();
        head(pages);
        html.open("body").line();
        html.element("a", "Skip to the content", "class", "skip", "href", "#main")
                .line();
        html.open("header").line();
        html.element("h1", pages.title()).line();
        html.element("p", pages.scope(), "class", "scope").line();
        tables.facts(pages.facts());
        html.close().line();
        html.open("div", "class", "body").line();
        contents(pages);
        html.open("main", "id", "main").line();
        for (Section section : pages.sections()) {
            section(section, TOP);
        }
        html.close().line().close().line();
        html.element("footer", pages.label()).line();
        html.close().line().close().line();
    }

    private void head(ReportPages pages) throws IOException {
        html.open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
                .line();
        html.empty("meta", "name", "referrer", "content", "no-referrer").line();
        html.element("title", pages.title()).line();
        html.open("style").known(style()).close().line();
        html.close().line();
    }

    private static String style() throws IOException {
        try (InputStream in = HtmlPages.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException("the suite is incomplete: " + STYLE + " is missing");
            }
            return "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void contents(ReportPages pages) throws IOException {
        html.open("nav", "aria-labelledby", "contents").line();
        html.element("h2", "Contents", "id", "contents").line();
        html.open("ul").line();
        for (Section section : pages.sections()) {
            html.open("li").element("a", section.title(), "href", "#" + section.id());
            if (section.id().equals("standards")) {
                html.open("ul");
                for (Section part : section.parts()) {
                    html.open("li")
                            .element("a", part.title(), "href", "#" + part.id())
                            .close();
                }
                html.close();
            }
            html.close().line();
        }
        html.close().close().line();
    }

    private void section(Section section, int level) throws IOException {
        html.open("section", "aria-labelledby", section.id()).line();
        html.element("h" + level, section.title(), "id", section.id()).line();
        for (Block block : section.blocks()) {
            block(block, level + 1);
            html.line();
        }
        for (Section part : section.parts()) {
            section(part, level + 1);
        }
        html.close().line();
    }

    private void block(Block block, int level) throws IOException {
        switch (block) {
            case Block.Paragraph paragraph -> html.element("p", paragraph.text());
            case Block.Points points -> points(points);
            case Block.Facts facts -> tables.facts(facts);
            case Block.Figures figures -> figures(figures);
            case Block.Cards cards -> charts.cards(cards, level);
            case Block.Trends trends -> charts.trends(trends);
            case Block.Bars bars -> charts.bars(bars);
            case Block.Table table -> tables.table(table);
        }
    }

    private void points(Block.Points points) throws IOException {
        html.open("ul", "class", "points").line();
        for (Block.Point point : points.points()) {
            html.open("li", "class", point.tone().word()).text(point.text());
            if (!point.target().isEmpty()) {
                html.known(" ")
                        .element(
                                "a", "Details", "href", "#" + point.target(), "aria-label", "Details: " + point.text());
            }
            html.close().line();
        }
        html.close();
    }

    private void figures(Block.Figures figures) throws IOException {
        html.open("ul", "class", "figures").line();
        for (Block.Figure figure : figures.figures()) {
            html.open("li", "class", figure.tone().word())
                    .element("strong", figure.number())
                    .known(" ")
                    .element("span", figure.meaning())
                    .close()
                    .line();
        }
        html.close();
    }
}
