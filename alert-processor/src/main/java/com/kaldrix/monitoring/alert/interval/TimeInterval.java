package com.kaldrix.monitoring.alert.interval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Predicate;

/**
 * A time of the week and the year, as Alertmanager has them ({@code timeinterval.TimeInterval}). What is empty does not
 * restrict; of each list one entry must hold, and all lists must.
 *
 * @param times minutes of the day from 0; the end is not included, and at most 1440
 * @param weekdays from 0 for Sunday to 6, ends included
 * @param daysOfMonth from 1 to 31, or from -31 to -1 counted from the end of the month, ends included
 * @param months from 1 to 12, ends included
 * @param years ends included
 * @param location where the clock hangs
 */
public record TimeInterval(
        List<Range> times,
        List<Range> weekdays,
        List<Range> daysOfMonth,
        List<Range> months,
        List<Range> years,
        ZoneId location) {

    /**
     * @param from the first
     * @param to the last
     */
    public record Range(int from, int to) {
        boolean holds(int value) {
            return from <= value && value <= to;
        }
    }

    public TimeInterval {
        times = List.copyOf(times);
        weekdays = List.copyOf(weekdays);
        daysOfMonth = List.copyOf(daysOfMonth);
        months = List.copyOf(months);
        years = List.copyOf(years);
    }

    public boolean contains(Instant instant) {
        ZonedDateTime there = instant.atZone(location);
        int minute = there.getHour() * 60 + there.getMinute();
        return any(times, range -> range.from() <= minute && minute < range.to())
                && any(weekdays, range -> range.holds(there.getDayOfWeek().getValue() % 7))
                && any(daysOfMonth, range -> holdsDay(range, there.toLocalDate()))
                && any(months, range -> range.holds(there.getMonthValue()))
                && any(years, range -> range.holds(there.getYear()));
    }

    private static boolean any(List<Range> ranges, Predicate<Range> holds) {
        return ranges.isEmpty() || ranges.stream().anyMatch(holds);
    }

    /** A range that reaches beyond the month ends with it; one that lies beyond it as a whole holds no day. */
    private static boolean holdsDay(Range range, LocalDate day) {
        int length = YearMonth.from(day).lengthOfMonth();
        int from = range.from() < 0 ? length + range.from() + 1 : range.from();
        int to = range.to() < 0 ? length + range.to() + 1 : range.to();
        if (from > length || to < 1) {
            return false;
        }
        return Math.max(from, 1) <= day.getDayOfMonth() && day.getDayOfMonth() <= Math.min(to, length);
    }
}
