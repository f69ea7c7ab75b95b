package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The numbers behind charts, in words and in tables. */
public final class Charts {
    private Charts() {}

    /** What a card says of the time before. */
    public static String change(Block.Card card) {
        String own = card.securityHub().isPresent()
                ? " Security Hub: " + card.securityHub().getAsInt() + " %."
                : "";
        Score before = card.before();
        if (before == null
                || before.percent().isEmpty()
                || card.score().percent().isEmpty()) {
            return "No earlier score." + own;
        }
        int points = card.score().percent().getAsInt() - before.percent().getAsInt();
        if (points == 0) {
            return "As before." + own;
        }
        return (points > 0 ? "\u25B2 " : "\u25BC ") + Math.abs(points)
                + (Math.abs(points) == 1 ? " point " : " points ") + (points > 0 ? "better" : "worse") + " than before."
                + own;
    }

    /** The table of a chart. */
    public static Block.Table table(Block.Trends trends) {
        List<Block.Column> columns = new ArrayList<>();
        columns.add(Tables.column("Standard", 3));
        trends.days().forEach(day -> columns.add(Tables.numbers(day, 2)));
        List<Block.Row> rows = new ArrayList<>();
        for (Block.Trend trend : trends.trends()) {
            List<Cell> cells = new ArrayList<>();
            cells.add(new Cell.Text(trend.name()));
            trend.scores().forEach(score -> cells.add(new Cell.Text(brief(score))));
            rows.add(new Block.Row("", cells));
        }
        return new Block.Table("Data of the chart: score on coverage", columns, rows, "");
    }

    /** The table of a chart. */
    public static Block.Table table(Block.Bars bars) {
        return new Block.Table(
                "Data of the chart: " + bars.caption().toLowerCase(Locale.ENGLISH),
                List.of(Tables.column(bars.names(), 3), Tables.numbers(bars.numbers(), 2)),
                bars.bars().stream()
                        .map(bar -> Tables.row(new Cell.Text(bar.name()), new Cell.Count(bar.number())))
                        .toList(),
                "");
    }

    /** A score with its coverage, as short as it can be. */
    static String brief(Score score) {
        return score.percent().isEmpty()
                ? "no data"
                : score.percent().getAsInt() + " % on " + score.coverage().percent() + " %";
    }
}
