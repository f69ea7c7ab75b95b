package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.score.Score;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A part of a section. */
public sealed interface Block {
    /** Some sentences. */
    record Paragraph(String text) implements Block {}

    /** Short sentences, each of which may lead somewhere. */
    record Points(List<Point> points) implements Block {
        public Points {
            points = List.copyOf(points);
        }
    }

    /**
     * One of several points.
     *
     * @param target a place of the same report; empty when it leads nowhere
     */
    record Point(Tone tone, String text, String target) {}

    /** Names with their values. */
    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** A name with its value. */
    record Fact(String name, Cell value) {}

    /** The few numbers that say most. */
    record Figures(List<Figure> figures) implements Block {
        public Figures {
            figures = List.copyOf(figures);
        }
    }

    /** A number and what it counts. */
    record Figure(String number, String meaning, Tone tone) {}

    /** A card for each standard. */
    record Cards(List<Card> cards) implements Block {
        public Cards {
            cards = List.copyOf(cards);
        }
    }

    /**
     * How it stands with a standard.
     *
     * @param target the place of the same report that says more
     * @param before the score before this one; null when there is none
     * @param passed how many requirements passed; together with the other three they are all
     */
    record Card(
            String name,
            String target,
            Score score,
            @Nullable Score before,
            OptionalInt securityHub,
            long passed,
            long failed,
            long unknown,
            long noData) {}

    /** A chart of scores over time, a small one for each line. */
    record Trends(String caption, List<String> days, List<Trend> trends) implements Block {
        public Trends {
            days = List.copyOf(days);
            trends = List.copyOf(trends);
        }
    }

    /** Scores on the days of the chart. */
    record Trend(String name, List<Score> scores) {
        public Trend {
            scores = List.copyOf(scores);
        }
    }

    /** A chart of numbers side by side. */
    record Bars(String caption, String names, String numbers, List<Bar> bars) implements Block {
        public Bars {
            bars = List.copyOf(bars);
        }
    }

    /** A number. */
    record Bar(String name, long number, Tone tone) {}

    /**
     * A table.
     *
     * @param caption what it shows
     * @param columns at least one; the first one names the row
     * @param rows as many cells each as there are columns
     * @param more what is not shown here and where it is; empty when all is here
     */
    record Table(String caption, List<Column> columns, List<Row> rows, String more) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            for (Row row : rows) {
                if (row.cells().size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "a row of '" + caption + "' has " + row.cells().size() + " cells");
                }
            }
        }
    }

    /**
     * A column.
     *
     * @param share how wide it is beside the others
     * @param numbers whether it holds numbers
     */
    record Column(String title, int share, boolean numbers) {}

    /**
     * A row.
     *
     * @param id what leads to it; empty when nothing does
     */
    record Row(String id, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
