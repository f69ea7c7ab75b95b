package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.score.Score;
import java.util.List;

/** What stands in one place of a table. Texts are as they came: whoever draws them sees to it that they do no harm. */
public sealed interface Cell {
    /** Some text. */
    record Text(String text) implements Cell {}

    /** A name of a machine's, which may be long and has no spaces to break at. */
    record Code(String text) implements Cell {}

    /** A way to another place of the same report. */
    record Link(String text, String target) implements Cell {}

    /** How many. */
    record Count(long number) implements Cell {}

    /** A score with its coverage. */
    record Rating(Score score) implements Cell {}

    /** A word with a tone. */
    record Status(String word, Tone tone) implements Cell {}

    /** Several, one below the other. */
    record Stack(List<Cell> cells) implements Cell {
        public Stack {
            cells = List.copyOf(cells);
        }
    }

    /** Some text. */
    static Cell text(String text) {
        return new Text(text);
    }
}
