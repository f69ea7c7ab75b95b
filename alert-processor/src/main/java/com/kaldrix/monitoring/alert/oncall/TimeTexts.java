package com.kaldrix.monitoring.alert.oncall;

import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The texts by which schedules are written; what is wrong is said in the exception. */
public final class TimeTexts {
    private static final Pattern TIME = Pattern.compile("(?:([01][0-9]|2[0-3]):([0-5][0-9]))|24:00");
    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:00)?");

    private TimeTexts() {}

    /** {@code daily}, {@code weekly}, or a duration such as {@code 12h} or {@code 2w}. */
    public static Duration length(String text) {
        Duration length =
                switch (text) {
                    case "daily" -> Duration.ofDays(1);
                    case "weekly" -> Duration.ofDays(7);
                    default -> {
                        try {
                            yield PrometheusDuration.parse(text);
                        } catch (IllegalArgumentException e) {
                            throw new IllegalArgumentException(
                                    "'" + text + "' is neither daily, weekly nor a duration such as 12h", e);
                        }
                    }
                };
        if (length.compareTo(Rotation.SHORTEST) < 0
                || length.compareTo(Rotation.LONGEST) > 0
                || length.toSeconds() % 60 != 0) {
            throw new IllegalArgumentException("a turn lasts from one hour to 366 days, in whole minutes");
        }
        return length;
    }

    /** As {@link #length} reads it. */
    public static String length(Duration length) {
        if (length.equals(Duration.ofDays(1))) {
            return "daily";
        }
        return length.equals(Duration.ofDays(7)) ? "weekly" : PrometheusDuration.format(length);
    }

    /** A time by the wall clock such as {@code 2026-03-02T09:00}. */
    public static LocalDateTime local(String text) {
        try {
            if (LOCAL.matcher(text).matches()) {
                return LocalDateTime.parse(text);
            }
        } catch (DateTimeException noSuchDay) {
            // Told below.
        }
        throw new IllegalArgumentException("'" + text + "' is no time by the wall clock such as 2026-03-02T09:00");
    }

    /** A time of the day from {@code 00:00} to {@code 24:00}, in minutes. */
    public static int minute(String text) {
        Matcher found = TIME.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 09:30 or 24:00");
        }
        return found.group(1) == null
                ? WeeklyHours.DAY
                : Integer.parseInt(found.group(1)) * 60 + Integer.parseInt(found.group(2));
    }

    /** As {@link #minute} reads it. */
    public static String minute(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    /** {@code monday}, {@code monday:friday}, {@code saturday:monday}; several together. */
    public static Set<DayOfWeek> days(Collection<String> texts) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String text : texts) {
            String[] ends = text.split(":", -1);
            if (ends.length > 2) {
                throw new IllegalArgumentException("'" + text + "' is no range such as monday:friday");
            }
            DayOfWeek day = day(ends[0]);
            DayOfWeek last = day(ends[ends.length - 1]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    /** As {@link #days(Collection)} reads it, each day by its name. */
    public static List<String> days(Set<DayOfWeek> days) {
        return Arrays.stream(DayOfWeek.values())
                .filter(days::contains)
                .map(day -> day.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static DayOfWeek day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no day of the week; they are "
                        + Arrays.stream(DayOfWeek.values())
                                .map(day -> day.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    /** A zone by its name in the tz database, such as {@code Europe/Berlin}. */
    public static ZoneId zone(String text) {
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            return ZoneId.of(text);
        }
        throw new IllegalArgumentException("'" + text + "' is no time zone such as Europe/Berlin");
    }
}
