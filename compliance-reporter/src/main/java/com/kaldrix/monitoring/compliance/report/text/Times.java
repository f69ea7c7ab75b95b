package com.kaldrix.monitoring.compliance.report.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as reports write them. */
public final class Times {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'xxx", Locale.ENGLISH);
    private static final DateTimeFormatter THERE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private Times() {}

    /** To the minute, with the offset, for people. */
    public static String minute(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone)).replace("UTC+00:00", "UTC");
    }

    /** To the minute, for people who know which zone is meant. */
    public static String minuteThere(Instant at, ZoneId zone) {
        return THERE.format(at.atZone(zone));
    }

    /** The day, for people. */
    public static String day(Instant at, ZoneId zone) {
        return DAY.format(at.atZone(zone));
    }

    /** The two largest units, such as {@code 3 h 20 min}. */
    public static String duration(Duration duration) {
        long days = duration.toDays();
        if (days > 0) {
            return join(days, "d", duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return join(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        return duration.toMinutes() > 0
                ? join(duration.toMinutes(), "min", duration.toSecondsPart(), "s")
                : duration.toSeconds() + " s";
    }

    private static String join(long most, String unit, long rest, String restUnit) {
        return most + " " + unit + (rest == 0 ? "" : " " + rest + " " + restUnit);
    }
}
