package com.kaldrix.monitoring.compliance.report.pdf;

import com.kaldrix.monitoring.compliance.report.page.Block;
import com.kaldrix.monitoring.compliance.report.page.Charts;
import com.kaldrix.monitoring.compliance.report.page.Tone;
import com.kaldrix.monitoring.compliance.report.pdf.Tags.Tag;
import com.kaldrix.monitoring.compliance.score.Score;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws figures, cards and charts; whatever is not text says in words what it shows. */
final class PdfCharts {
    private static final int CARDS_IN_ROW = 2;
    private static final float GAP = 12;
    private static final float CARD = 84;
    private static final int TRENDS_IN_ROW = 3;
    private static final float TREND = 84;

    private final Pen pen;
    private final PdfTables tables;

    PdfCharts(Pen pen, PdfTables tables) {
        this.pen = pen;
        this.tables = tables;
    }

    void figures(Tag parent, Block.Figures figures) throws IOException {
        int count = figures.figures().size();
        float width = (Sheets.WIDTH - 8 * (count - 1)) / count;
        float height = 58;
        pen.sheets.room(height + 8);
        Tag list = pen.tags.tag(parent, "L");
        float top = pen.sheets.y();
        for (int i = 0; i < count; i++) {
            Block.Figure figure = figures.figures().get(i);
            float x = Sheets.LEFT + i * (width + 8);
            Content content = pen.sheets.content();
            content.beginArtifact();
            content.frame(Ink.LINE, x, top - height, width, height);
            content.fill(Ink.of(figure.tone()), x - 0.3f, top - 2.5f, width + 0.6f, 2.8f);
            content.end();
            Tag body = pen.tags.tag(pen.tags.tag(list, "LI"), "LBody");
            Style number = pen.number().with(Ink.of(figure.tone()));
            pen.sheets.text(body, "LBody", figure.number() + " ", number, x + 8, top - 8);
            pen.lines(
                    body,
                    "LBody",
                    pen.lines(figure.meaning(), pen.small, width - 14),
                    pen.small.with(Ink.QUIET),
                    x + 8,
                    top - 33);
        }
        pen.sheets.skip(height + 8);
    }

    void cards(Tag parent, Block.Cards cards) throws IOException {
        float width = (Sheets.WIDTH - GAP * (CARDS_IN_ROW - 1)) / CARDS_IN_ROW;
        for (int i = 0; i < cards.cards().size(); i += CARDS_IN_ROW) {
            pen.sheets.room(CARD + 8);
            float top = pen.sheets.y();
            for (int j = i; j < Math.min(i + CARDS_IN_ROW, cards.cards().size()); j++) {
                card(parent, cards.cards().get(j), Sheets.LEFT + (j - i) * (width + GAP), top, width);
            }
            pen.sheets.skip(CARD + 8);
        }
    }

    private void card(Tag parent, Block.Card card, float x, float top, float width) throws IOException {
        Content content = pen.sheets.content();
        content.beginArtifact();
        content.frame(Ink.LINE, x, top - CARD, width, CARD);
        content.end();
        float left = x + 9;
        float inner = width - 18;
        Tag heading = pen.tags.tag(parent, "P");
        Tag link = pen.tags.tag(heading, "Link");
        Style name = pen.strong.with(Ink.LINK);
        List<String> names = pen.lines(card.name(), name, inner);
        pen.sheets.text(link, "Link", names.getFirst(), name, left, top - 7);
        pen.sheets.link(link, card.name(), card.target(), left, top - 7, inner, name.leading());
        Tag score = pen.tags.tag(parent, "P");
        String percent = card.score().percent().isEmpty()
                ? "no data"
                : card.score().percent().getAsInt() + " %";
        pen.sheets.text(score, "P", percent + " ", pen.number(), left, top - 19);
        pen.sheets.text(
                score,
                "P",
                card.score().percent().isEmpty()
                        ? "on any of " + card.score().coverage().all() + " requirements"
                        : "on " + card.score().coverage().percent() + " % of the requirements",
                pen.body,
                left + Pen.width(percent + " ", pen.number()) + 2,
                top - 27.5f);
        share(card, left, top - 46, inner);
        Tag legend = pen.tags.tag(parent, "P");
        legend(legend, card, left, top - 56);
        Tag change = pen.tags.tag(parent, "P");
        pen.sheets.text(
                change, "P", pen.small.face().shown(Charts.change(card)), pen.small.with(Ink.QUIET), left, top - 68);
    }

    private void share(Block.Card card, float x, float top, float width) {
        long all = card.passed() + card.failed() + card.unknown() + card.noData();
        if (all == 0) {
            return;
        }
        Content content = pen.sheets.content();
        content.beginArtifact();
        float at = x;
        at = part(content, Ink.GOOD, at, top, width * card.passed() / all);
        at = part(content, Ink.BAD, at, top, width * card.failed() / all);
        at = part(content, Ink.WARN, at, top, width * card.unknown() / all);
        part(content, Ink.UNKNOWN_GROUND, at, top, width * card.noData() / all);
        content.frame(Ink.QUIET, x, top - 6, width, 6);
        content.end();
    }

    private static float part(Content content, Ink ink, float x, float top, float width) {
        content.fill(ink, x, top - 6, width, 6);
        return x + width;
    }

    private void legend(Tag tag, Block.Card card, float left, float top) {
        Ink[] inks = {Ink.GOOD, Ink.BAD, Ink.WARN, Ink.UNKNOWN_GROUND};
        String[] words = {
            card.passed() + " passed",
            card.failed() + " failed",
            card.unknown() + " unknown",
            card.noData() + " no data"
        };
        float x = left;
        for (int i = 0; i < inks.length; i++) {
            Content content = pen.sheets.content();
            content.beginArtifact();
            content.fill(inks[i], x, top - 7.5f, 5.5f, 5.5f);
            content.frame(Ink.QUIET, x, top - 7.5f, 5.5f, 5.5f);
            content.end();
            pen.sheets.text(tag, "P", words[i] + " ", pen.small.with(Ink.QUIET), x + 8, top);
            x += Pen.width(words[i], pen.small) + 18;
        }
    }

    void trends(Tag parent, Block.Trends trends) throws IOException {
        pen.sheets.room(TREND + 40);
        pen.paragraph(parent, "P", trends.caption() + ". Solid line: score. Dashed line: coverage.", pen.quiet);
        pen.sheets.skip(4);
        float width = (Sheets.WIDTH - 14 * (TRENDS_IN_ROW - 1)) / TRENDS_IN_ROW;
        for (int i = 0; i < trends.trends().size(); i += TRENDS_IN_ROW) {
            pen.sheets.room(TREND + 10);
            float top = pen.sheets.y();
            for (int j = i; j < Math.min(i + TRENDS_IN_ROW, trends.trends().size()); j++) {
                trend(parent, trends, trends.trends().get(j), Sheets.LEFT + (j - i) * (width + 14), top, width);
            }
            pen.sheets.skip(TREND + 10);
        }
        tables.table(parent, Charts.table(trends));
    }

    private void trend(Tag parent, Block.Trends trends, Block.Trend trend, float x, float top, float width)
            throws IOException {
        Tag figure = pen.tags.tag(parent, "Figure");
        pen.tags.says(
                figure,
                trend.name() + ": " + trend.scores().getLast().words() + " on "
                        + trends.days().getLast() + ". All numbers are in the table that follows.");
        Style tiny = new Style(pen.small.face(), 6.5f, Ink.QUIET);
        pen.sheets.begin(figure, "Figure");
        Content content = pen.sheets.content();
        content.text(pen.lines(trend.name(), pen.smallStrong, width).getFirst(), pen.smallStrong, x, top - 8);
        float left = x + 16;
        float bottom = top - TREND + 12;
        float high = TREND - 28;
        for (int percent = 0; percent <= 100; percent += 50) {
            float y = bottom + high * percent / 100;
            content.line(Ink.LINE, 0.5f, false, left, y, x + width, y);
            String number = String.valueOf(percent);
            content.text(number, tiny, left - 3 - Pen.width(number, tiny), y - 2);
        }
        content.text(trends.days().getFirst(), tiny, left, bottom - 9);
        String last = trends.days().getLast();
        content.text(last, tiny, x + width - Pen.width(last, tiny), bottom - 9);
        line(trend, false, left, bottom, x + width - left, high);
        line(trend, true, left, bottom, x + width - left, high);
        content.end();
    }

    // Where nothing is known, the line is broken.
    private void line(Block.Trend trend, boolean ofScore, float left, float bottom, float width, float high) {
        List<Float> points = new ArrayList<>();
        int count = trend.scores().size();
        for (int i = 0; i <= count; i++) {
            if (i == count || trend.scores().get(i).percent().isEmpty()) {
                stroke(points, ofScore);
                points.clear();
            } else {
                Score score = trend.scores().get(i);
                int percent =
                        ofScore ? score.percent().getAsInt() : score.coverage().percent();
                points.add(left + (count < 2 ? 0 : width * i / (count - 1)));
                points.add(bottom + high * percent / 100);
            }
        }
    }

    private void stroke(List<Float> points, boolean ofScore) {
        if (points.size() > 2) {
            float[] line = new float[points.size()];
            for (int i = 0; i < line.length; i++) {
                line[i] = points.get(i);
            }
            pen.sheets.content().line(ofScore ? Ink.LINK : Ink.QUIET, ofScore ? 1.6f : 0.9f, !ofScore, line);
        }
    }

    void bars(Tag parent, Block.Bars bars) throws IOException {
        float row = 15;
        float height = bars.bars().size() * row;
        pen.sheets.room(height + 40);
        Tag figure = pen.tags.tag(parent, "Figure");
        pen.tags.says(figure, bars.caption() + ". The numbers are in the table that follows.");
        long most = Math.max(
                1, bars.bars().stream().mapToLong(Block.Bar::number).max().orElse(1));
        pen.sheets.begin(figure, "Figure");
        Content content = pen.sheets.content();
        float y = pen.sheets.y();
        for (Block.Bar bar : bars.bars()) {
            float width = 330f * bar.number() / most;
            Style name = pen.small.with(Ink.QUIET);
            content.text(bar.name(), name, Sheets.LEFT + 70 - Pen.width(bar.name(), name), y - 10);
            content.fill(bar.tone() == Tone.PLAIN ? Ink.LINK : Ink.of(bar.tone()), Sheets.LEFT + 77, y - 12, width, 9);
            content.text(
                    String.format(Locale.ENGLISH, "%,d", bar.number()), pen.small, Sheets.LEFT + 81 + width, y - 10);
            y -= row;
        }
        content.end();
        pen.sheets.skip(height + 8);
        tables.table(parent, Charts.table(bars));
    }
}
