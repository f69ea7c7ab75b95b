package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.interval.TimeInterval.Range;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts by which Alertmanager writes times and ranges ({@code timeinterval}); what is wrong is said in the exception. */
final class IntervalTexts {
    private static final List<String> WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final Pattern TIME = Pattern.compile("(?:([01][0-9]|2[0-3]):([0-5][0-9]))|24:00");
    private static final int LONGEST = 31;
    private static final int SHORTEST = 28;

    private IntervalTexts() {}

    /** A time of the day from {@code 00:00} to {@code 24:00}, in minutes. */
    static int minute(String text) {
        Matcher found = TIME.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 09:30 or 24:00");
        }
        return found.group(1) == null ? 24 * 60 : number(found.group(1)) * 60 + number(found.group(2));
    }

    /** {@code monday}, {@code monday:friday}. */
    static Range weekdays(String text) {
        return ordered(
                text,
                day -> place(WEEKDAYS, day, "'" + day + "' is no day of the week such as monday"),
                "a range of days goes from sunday to saturday; write two for one over the end of the week");
    }

    /** {@code 3}, {@code may}, {@code may:august}. */
    static Range months(String text) {
        return ordered(
                text,
                month -> {
                    if (month.matches("\\d{1,2}") && number(month) >= 1 && number(month) <= MONTHS.size()) {
                        return number(month);
                    }
                    return place(MONTHS, month, "'" + month + "' is no month such as may or 5") + 1;
                },
                "a range of months goes from january to december; write two for one over the turn of the year");
    }

    /** {@code 2026}, {@code 2026:2028}. */
    static Range years(String text) {
        return ordered(
                text,
                year -> {
                    if (!year.matches("\\d{1,4}")) {
                        throw new IllegalArgumentException("'" + year + "' is no year such as 2026");
                    }
                    return number(year);
                },
                "the last year comes before the first");
    }

    /** {@code 1}, {@code 1:7}, {@code -3:-1} for the last three days. */
    static Range daysOfMonth(String text) {
        Range range = range(text, IntervalTexts::dayOfMonth);
        if (range.from() < 0 && range.to() > 0) {
            throw new IllegalArgumentException(
                    "a range that begins with days counted from the end of the month must end with one");
        }
        int from = range.from() < 0 ? SHORTEST + range.from() : range.from();
        int to = range.to() < 0 ? SHORTEST + range.to() : range.to();
        if (from > to) {
            throw new IllegalArgumentException("the last day comes before the first");
        }
        return range;
    }

    private static int dayOfMonth(String text) {
        int day = text.matches("-?\\d{1,2}") ? number(text) : 0;
        if (day == 0 || Math.abs(day) > LONGEST) {
            throw new IllegalArgumentException("'" + text + "' is no day of the month from 1 to 31 or -31 to -1");
        }
        return day;
    }

    private static Range ordered(String text, ToIntFunction<String> reader, String otherwise) {
        Range range = range(text, reader);
        if (range.from() > range.to()) {
            throw new IllegalArgumentException(otherwise);
        }
        return range;
    }

    private static Range range(String text, ToIntFunction<String> reader) {
        String[] ends = text.toLowerCase(Locale.ROOT).split(":", -1);
        if (ends.length > 2) {
            throw new IllegalArgumentException("'" + text + "' is no range such as 1:5");
        }
        int from = reader.applyAsInt(ends[0]);
        return new Range(from, ends.length == 1 ? from : reader.applyAsInt(ends[1]));
    }

    private static int place(List<String> names, String name, String otherwise) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException(otherwise);
        }
        return place;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
