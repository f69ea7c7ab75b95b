package com.kaldrix.monitoring.alert.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Hours of the week, by the wall clock.
 *
 * @param days on which they begin; never empty
 * @param from minute of the day at which they begin, from 0 to 1439
 * @param to minute of the day at which they end, itself not included, from 1 to 1440; not after {@code from} when they end on the
 *     day after
 */
public record WeeklyHours(Set<DayOfWeek> days, int from, int to) {
    /** Minutes of a day on which no clock is changed. */
    public static final int DAY = 24 * 60;

    public WeeklyHours {
        days = Set.copyOf(days);
        if (days.isEmpty() || from < 0 || from >= DAY || to < 1 || to > DAY) {
            throw new IllegalArgumentException("hours need days, a beginning and an end");
        }
    }

    boolean contains(Instant instant, ZoneId zone) {
        LocalDate there = LocalDate.ofInstant(instant, zone);
        // A clock that is set back over midnight shows the day before once more.
        for (int day = -1; day <= 1; day++) {
            LocalDate date = there.plusDays(day);
            if (days.contains(date.getDayOfWeek())
                    && !instant.isBefore(begin(date, zone))
                    && instant.isBefore(end(date, zone))) {
                return true;
            }
        }
        return false;
    }

    /** When they begin or end between {@code from} and {@code to}, in no order. */
    List<Instant> changes(Instant from, Instant to, ZoneId zone) {
        List<Instant> all = new ArrayList<>();
        LocalDate first = LocalDate.ofInstant(from, zone).minusDays(2);
        long count = ChronoUnit.DAYS.between(first, LocalDate.ofInstant(to, zone)) + 2;
        for (long day = 0; day < count; day++) {
            LocalDate date = first.plusDays(day);
            if (days.contains(date.getDayOfWeek())) {
                all.add(begin(date, zone));
                all.add(end(date, zone));
            }
        }
        all.removeIf(change -> !change.isAfter(from) || !change.isBefore(to));
        return all;
    }

    private Instant begin(LocalDate date, ZoneId zone) {
        return LocalTimes.first(at(date, from), zone);
    }

    private Instant end(LocalDate date, ZoneId zone) {
        return LocalTimes.first(at(to > from ? date : date.plusDays(1), to), zone);
    }

    private static LocalDateTime at(LocalDate date, int minute) {
        return date.atStartOfDay().plusMinutes(minute);
    }
}
