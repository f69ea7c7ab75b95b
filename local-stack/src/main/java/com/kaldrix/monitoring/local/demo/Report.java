package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.demo.Night.HeldBack;
import com.kaldrix.monitoring.local.demo.Screen.Tone;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints what arrived where, what was held back, and whether that is as it should be. */
final class Report {
    private static final List<Place> COLUMNS = List.of(Place.SLACK, Place.PAGERDUTY, Place.EMAIL);
    private static final List<Message.Kind> BEGINNINGS = List.of(Message.Kind.PAGE, Message.Kind.TEST);
    private static final int CELL = 13;
    private static final int LABEL = 38;

    private final Screen screen;

    Report(Screen screen) {
        this.screen = screen;
    }

    /** A row of the table: what an alert's messages are called. */
    private record Row(String subject, String label) {}

    /** The table: when what arrived where; {@code MISSING} where something did not. */
    void table(List<Expectation> expectations, Outcome outcome) {
        StringBuilder head = new StringBuilder(pad("What arrived, and when", LABEL + 2));
        COLUMNS.forEach(place -> head.append(pad(place.title(), CELL)));
        screen.line("");
        screen.line(Tone.CAUSE, head.toString().stripTrailing());
        screen.line("-".repeat(LABEL + 2 + CELL * COLUMNS.size() - 1));
        Set<Row> rows = new LinkedHashSet<>();
        expectations.forEach(one -> rows.add(new Row(one.subject(), one.row())));
        String subject = "";
        for (Row row : rows) {
            if (!row.subject().equals(subject)) {
                subject = row.subject();
                screen.line(headline(subject, outcome));
            }
            row(row, expectations, outcome);
        }
    }

    private static String headline(String subject, Outcome outcome) {
        return outcome.arrived().values().stream()
                .filter(message -> message.subject().equals(subject) && BEGINNINGS.contains(message.kind()))
                .map(Message::headline)
                .findFirst()
                .orElse(subject);
    }

    private void row(Row row, List<Expectation> expectations, Outcome outcome) {
        StringBuilder line = new StringBuilder("  ").append(pad(row.label(), LABEL));
        boolean missing = false;
        for (Place place : COLUMNS) {
            List<Expectation> cell = expectations.stream()
                    .filter(one -> one.subject().equals(row.subject())
                            && one.row().equals(row.label())
                            && one.place() == place)
                    .toList();
            missing |= !outcome.arrived().keySet().containsAll(cell);
            line.append(pad(cell(cell, outcome), CELL));
        }
        screen.line(missing ? Tone.BAD : Tone.NORMAL, line.toString().stripTrailing());
    }

    private static String cell(List<Expectation> cell, Outcome outcome) {
        if (cell.isEmpty()) {
            return "-";
        }
        if (!outcome.arrived().keySet().containsAll(cell)) {
            return "MISSING";
        }
        Map<String, Long> times = cell.stream()
                .map(outcome.arrived()::get)
                .map(Message::at)
                .sorted()
                .collect(Collectors.groupingBy(Report::minute, LinkedHashMap::new, Collectors.counting()));
        String first = times.keySet().iterator().next();
        return cell.size() == 1 ? first : first + " x" + cell.size();
    }

    private static String minute(Duration time) {
        return StoryClock.text(time);
    }

    /** What nobody was told, and why. */
    void heldBack(List<HeldBack> all, Map<String, Integer> numbers) {
        screen.line("");
        screen.line(Tone.CAUSE, pad("Held back", LABEL + 10) + "because");
        for (HeldBack one : all) {
            String what = one.what();
            for (Map.Entry<String, Integer> number : numbers.entrySet()) {
                what = what.replace("{" + number.getKey() + "}", Integer.toString(number.getValue()));
            }
            screen.line("  " + pad(what, LABEL + 8) + one.why());
        }
    }

    /** The verdict in a sentence, with everything that was wrong. */
    void verdict(List<Expectation> expectations, Outcome outcome, List<String> troubles) {
        screen.line("");
        if (outcome.good() && troubles.isEmpty()) {
            screen.paragraph(
                    Tone.GOOD,
                    "  ",
                    "All %d messages arrived where they should, in time and exactly once, and no other came."
                            .formatted(expectations.size()));
            return;
        }
        screen.line(Tone.BAD, "This is not as it should be:");
        troubles.forEach(trouble -> screen.paragraph(Tone.BAD, "    ", "  - " + trouble));
        outcome.faults().forEach(fault -> screen.paragraph(Tone.BAD, "    ", "  - " + fault));
        screen.paragraph(
                Tone.NORMAL,
                "  ",
                "%d of %d messages arrived as they should."
                        .formatted(outcome.arrived().size(), expectations.size()));
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
