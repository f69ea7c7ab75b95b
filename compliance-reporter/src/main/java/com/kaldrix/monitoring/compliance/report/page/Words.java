package com.kaldrix.monitoring.compliance.report.page;

import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.report.Counts;
import com.kaldrix.monitoring.compliance.score.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How things are called on pages. */
final class Words {
    private Words() {}

    static String of(FindingSeverity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static Tone tone(FindingSeverity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> Tone.BAD;
            case MEDIUM -> Tone.WARN;
            case LOW, INFORMATIONAL -> Tone.PLAIN;
            case UNRATED -> Tone.UNKNOWN;
        };
    }

    static Cell.Status of(Evidence evidence) {
        return switch (evidence) {
            case PASSED -> new Cell.Status("passed", Tone.GOOD);
            case FAILED -> new Cell.Status("failed", Tone.BAD);
            case UNKNOWN -> new Cell.Status("unknown", Tone.WARN);
            case NO_DATA -> new Cell.Status("no data", Tone.UNKNOWN);
        };
    }

    /** Names with their counts, the first few of them; the rest is counted. */
    static Cell of(Counts counts, int most, String nameless) {
        List<Cell> words = new ArrayList<>();
        long further = counts.further();
        for (int i = 0; i < counts.named().size(); i++) {
            Counts.Count count = counts.named().get(i);
            if (i < most) {
                words.add(new Cell.Text(
                        (count.name().isEmpty() ? nameless : count.name()) + ": " + Tables.count(count.findings())));
            } else {
                further += count.findings();
            }
        }
        if (further > 0) {
            words.add(new Cell.Text("others: " + Tables.count(further)));
        }
        return new Cell.Stack(words);
    }
}
