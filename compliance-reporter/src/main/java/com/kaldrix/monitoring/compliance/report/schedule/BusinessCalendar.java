package com.kaldrix.monitoring.compliance.report.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * On which days people work.
 *
 * @param weekend days of every week on which they do not; not all seven
 * @param holidays further days on which they do not
 */
public record BusinessCalendar(Set<DayOfWeek> weekend, Set<LocalDate> holidays) {
    /** More days off in a row are a mistake. */
    private static final int LONGEST_BREAK = 366;

    public BusinessCalendar {
        weekend = Set.copyOf(weekend);
        holidays = Set.copyOf(holidays);
        if (weekend.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("a week without a business day");
        }
    }

    /** Every day is a business day. */
    public static BusinessCalendar everyDay() {
        return new BusinessCalendar(Set.of(), Set.of());
    }

    /** Monday to Friday without these days. */
    public static BusinessCalendar weekdaysBut(Set<LocalDate> holidays) {
        return new BusinessCalendar(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), holidays);
    }

    public boolean isBusinessDay(LocalDate day) {
        return !weekend.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    /**
     * That day if it is a business day, else the next one.
     *
     * @throws IllegalStateException when there is none within a year
     */
    public LocalDate onOrAfter(LocalDate day) {
        for (int i = 0; i <= LONGEST_BREAK; i++) {
            if (isBusinessDay(day.plusDays(i))) {
                return day.plusDays(i);
            }
        }
        throw new IllegalStateException("no business day within a year of " + day);
    }

    /**
     * The last business day before that day.
     *
     * @throws IllegalStateException when there is none within a year
     */
    public LocalDate before(LocalDate day) {
        for (int i = 1; i <= LONGEST_BREAK; i++) {
            if (isBusinessDay(day.minusDays(i))) {
                return day.minusDays(i);
            }
        }
        throw new IllegalStateException("no business day within a year before " + day);
    }
}
