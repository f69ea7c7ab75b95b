package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.window.MaintenanceWindow;
import com.kaldrix.monitoring.alert.window.Schedule;
import com.kaldrix.monitoring.alert.window.WindowDraft;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code maintenance_windows}. */
final class WindowReader {
    private static final Keys KEYS =
            Keys.of("name", "kind", "matchers", "starts_at", "duration", "time_zone", "rrule", "comment");
    private static final String FILE = "kaldrix.yml";

    private WindowReader() {}

    static List<MaintenanceWindow> read(Section root, String key) {
        List<MaintenanceWindow> windows = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : root.sections(key, KEYS)) {
            String name = section.text("name");
            section.require("name", "a maintenance window needs a 'name'");
            if (!name.isEmpty() && !names.add(name)) {
                section.problem("name", "there is already a maintenance window named '" + name + "'");
            }
            Matchers matchers = section.matchers("matchers");
            if (!section.reading().hasProblems() && !WindowDraft.narrows(matchers)) {
                section.problem(
                        "matchers",
                        "a maintenance window needs a matcher that does not match the empty text, or it would keep all"
                                + " quiet");
            }
            schedule(section)
                    .ifPresent(schedule -> windows.add(
                            new WindowDraft(kind(section), name, matchers, schedule, section.text("comment"))
                                    .inFile(FILE)));
        }
        return windows;
    }

    private static MaintenanceWindow.Kind kind(Section section) {
        return switch (section.text("kind")) {
            case "", "maintenance" -> MaintenanceWindow.Kind.MAINTENANCE;
            case "silence" -> MaintenanceWindow.Kind.SILENCE;
            default -> {
                section.problem("kind", "expected maintenance or silence");
                yield MaintenanceWindow.Kind.MAINTENANCE;
            }
        };
    }

    private static Optional<Schedule> schedule(Section section) {
        section.require("starts_at", "a maintenance window needs 'starts_at', such as 2026-03-08T22:00:00");
        section.require("duration", "a maintenance window needs a 'duration', such as 2h");
        Duration length = section.positiveDurationOrNull("duration");
        Optional<ZoneId> zone = zone(section);
        Optional<LocalDateTime> start = start(section);
        String rule = section.text("rrule");
        if (length == null || zone.isEmpty() || start.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    rule.isEmpty()
                            ? Schedule.once(start.get(), length, zone.get())
                            : Schedule.recurring(start.get(), length, zone.get(), rule));
        } catch (IllegalArgumentException e) {
            section.problem(rule.isEmpty() ? "duration" : "rrule", Section.message(e));
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(Section section) {
        String text = section.text("time_zone");
        try {
            return Optional.of(text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text));
        } catch (DateTimeException e) {
            section.problem("time_zone", "'" + text + "' is no time zone such as Europe/Berlin");
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> start(Section section) {
        String text = section.text("starts_at");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            LocalDateTime start = LocalDateTime.parse(text.strip().replace(' ', 'T'));
            if (start.getYear() >= 2000 && start.getYear() < 2200) {
                return Optional.of(start);
            }
            section.problem("starts_at", "expected a year from 2000 to 2199");
        } catch (DateTimeException e) {
            section.problem("starts_at", "expected a time by the clock on the wall, such as 2026-03-08T22:00:00");
        }
        return Optional.empty();
    }
}
