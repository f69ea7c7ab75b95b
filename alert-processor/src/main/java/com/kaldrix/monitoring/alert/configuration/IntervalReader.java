package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.interval.NamedIntervals;
import com.kaldrix.monitoring.alert.interval.TimeInterval;
import com.kaldrix.monitoring.alert.interval.TimeInterval.Range;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.NearMiss;
import com.kaldrix.monitoring.common.yaml.Section;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code time_intervals}, and {@code mute_time_intervals}, as they were called before. */
final class IntervalReader {
    private static final Keys NAMED = Keys.of("name", "time_intervals");
    private static final Keys INTERVAL = Keys.of("times", "weekdays", "days_of_month", "months", "years", "location");
    private static final Keys TIME = Keys.of("start_time", "end_time");

    private IntervalReader() {}

    static NamedIntervals read(Section root) {
        Map<String, List<TimeInterval>> named = new LinkedHashMap<>();
        for (String key : List.of("mute_time_intervals", "time_intervals")) {
            for (Section section : root.sections(key, NAMED)) {
                String name = section.text("name");
                section.require("name", "a time interval needs a 'name'");
                List<TimeInterval> intervals = section.sections("time_intervals", INTERVAL).stream()
                        .map(IntervalReader::interval)
                        .toList();
                if (!name.isEmpty() && named.putIfAbsent(name, intervals) != null) {
                    section.problem("name", "there is already a time interval named '" + name + "'");
                }
            }
        }
        return new NamedIntervals(named);
    }

    private static TimeInterval interval(Section section) {
        return new TimeInterval(
                section.sections("times", TIME).stream()
                        .map(IntervalReader::time)
                        .flatMap(Optional::stream)
                        .toList(),
                ranges(section, "weekdays", IntervalTexts::weekdays),
                ranges(section, "days_of_month", IntervalTexts::daysOfMonth),
                ranges(section, "months", IntervalTexts::months),
                ranges(section, "years", IntervalTexts::years),
                location(section));
    }

    private static Optional<Range> time(Section section) {
        boolean begins = section.require("start_time", "times need a 'start_time' and an 'end_time'");
        boolean ends = section.require("end_time", "times need a 'start_time' and an 'end_time'");
        Optional<Integer> from = minute(section, "start_time");
        Optional<Integer> to = minute(section, "end_time");
        if (!begins || !ends || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (from.get() >= to.get()) {
            section.problem("end_time", "the end must come after the start; write two intervals for one over midnight");
            return Optional.empty();
        }
        return Optional.of(new Range(from.get(), to.get()));
    }

    private static Optional<Integer> minute(Section section, String key) {
        if (!section.has(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(IntervalTexts.minute(section.text(key)));
        } catch (IllegalArgumentException e) {
            section.problem(key, Section.message(e));
            return Optional.empty();
        }
    }

    private static List<Range> ranges(Section section, String key, Function<String, Range> reader) {
        List<Range> ranges = new ArrayList<>();
        for (Item item : section.texts(key)) {
            try {
                ranges.add(reader.apply(item.text()));
            } catch (IllegalArgumentException e) {
                section.reading().problem(item.node(), item.path(), Section.message(e));
            }
        }
        return ranges;
    }

    private static ZoneId location(Section section) {
        String name = section.text("location");
        if (name.isEmpty() || name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        if (name.equals("Local")) {
            return ZoneId.systemDefault();
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            section.problem(
                    "location",
                    "'" + name + "' is no time zone such as Europe/Berlin"
                            + NearMiss.hint(name, ZoneId.getAvailableZoneIds()));
            return ZoneOffset.UTC;
        }
        return ZoneId.of(name);
    }
}
