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

    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int DAYS_OF_AN_ERA = 146_097;
    private static final long DAYS_FROM_MARCH_OF_YEAR_0 = 719_468;
    private static final long FIRST = -62_167_219_200L;
    private static final long LAST = 253_402_300_799L;

    private Times() {}

    /**
     * As {@link Instant#toString} writes it, into bytes; a report writes millions of them.
     *
     * @return how many bytes were written, at most 30; 0 if the year has not four digits
     */
    static int iso(Instant at, byte[] buffer, int from) {
        long second = at.getEpochSecond();
        if (second < FIRST || second > LAST) {
            return 0;
        }
        // Years that begin in March have their leap day at the end (H. Hinnant, chrono-Compatible Low-Level Date
        // Algorithms).
        long days = Math.floorDiv(second, SECONDS_OF_A_DAY) + DAYS_FROM_MARCH_OF_YEAR_0;
        long era = Math.floorDiv(days, DAYS_OF_AN_ERA);
        int ofEra = (int) (days - era * DAYS_OF_AN_ERA);
        int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int march = (5 * ofYear + 2) / 153;
        int month = march < 10 ? march + 3 : march - 9;
        int year = (int) (yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
        int ofDay = Math.floorMod(second, SECONDS_OF_A_DAY);
        int to = digits(buffer, from, year, 4, '-');
        to = digits(buffer, to, month, 2, '-');
        to = digits(buffer, to, ofYear - (153 * march + 2) / 5 + 1, 2, 'T');
        to = digits(buffer, to, ofDay / 3_600, 2, ':');
        to = digits(buffer, to, ofDay / 60 % 60, 2, ':');
        int nanos = at.getNano();
        to = digits(buffer, to, ofDay % 60, 2, nanos == 0 ? 'Z' : '.');
        if (nanos == 0) {
            return to - from;
        }
        if (nanos % 1_000_000 == 0) {
            return digits(buffer, to, nanos / 1_000_000, 3, 'Z') - from;
        }
        return (nanos % 1_000 == 0 ? digits(buffer, to, nanos / 1_000, 6, 'Z') : digits(buffer, to, nanos, 9, 'Z'))
                - from;
    }

    private static int digits(byte[] buffer, int from, int number, int count, char then) {
        int rest = number;
        for (int i = count - 1; i >= 0; i--) {
            buffer[from + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        buffer[from + count] = (byte) then;
        return from + count + 1;
    }

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
