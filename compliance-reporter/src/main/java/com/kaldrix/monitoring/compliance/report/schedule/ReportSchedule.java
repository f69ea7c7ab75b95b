package com.kaldrix.monitoring.compliance.report.schedule;

import com.kaldrix.monitoring.compliance.report.ReportKind;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * When reports are due. The reports of a kind cover all of time: where one ends the next begins, whatever the calendar and the clocks do. Days begin at
 * the first moment of the day in the zone, also where clocks go forward at midnight.
 *
 * <p>A report is due on the first business day after its period, at a time of day; where that time does not exist, because clocks go forward, as much
 * later as they are moved; where it comes twice, at the first. Daily ones are made on business days only, and cover the days since the one before:
 * that of a Monday has Friday, Saturday and Sunday. Weeks begin on Monday.
 *
 * @param zone whose days and times of day are meant
 * @param at time of day
 * @param calendar the business days
 */
public record ReportSchedule(ZoneId zone, LocalTime at, BusinessCalendar calendar) {
    /**
     * A report that is due.
     *
     * @param at when it is made
     * @param period what it covers
     */
    public record Due(ReportKind kind, Instant at, ReportPeriod period) {}

    /**
     * The first one that is due after a moment.
     *
     * @throws IllegalArgumentException for custom ones, which are due when somebody asks
     */
    public Due next(ReportKind kind, Instant after) {
        LocalDate today = after.atZone(zone).toLocalDate();
        LocalDate end =
                begin(kind, today.minusYears(kind == ReportKind.ANNUAL ? 2 : 0).minusMonths(2));
        Due due = due(kind, end);
        while (!due.at().isAfter(after)) {
            end = following(kind, end);
            due = due(kind, end);
        }
        return due;
    }

    /** The first day of the period that this day lies in. */
    private LocalDate begin(ReportKind kind, LocalDate day) {
        return switch (kind) {
            case DAILY -> calendar.onOrAfter(day);
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
            case ANNUAL -> day.withDayOfYear(1);
            case CUSTOM -> throw new IllegalArgumentException("a custom report is due when somebody asks for it");
        };
    }

    private LocalDate following(ReportKind kind, LocalDate end) {
        return switch (kind) {
            case DAILY -> calendar.onOrAfter(end.plusDays(1));
            case WEEKLY -> end.plusWeeks(1);
            case MONTHLY -> end.plusMonths(1);
            case ANNUAL -> end.plusYears(1);
            case CUSTOM -> throw new IllegalArgumentException("a custom report has no following one");
        };
    }

    /** The report whose period ends where this day begins. */
    private Due due(ReportKind kind, LocalDate end) {
        LocalDate from =
                switch (kind) {
                    case DAILY -> calendar.before(end);
                    case WEEKLY -> end.minusWeeks(1);
                    case MONTHLY -> end.minusMonths(1);
                    case ANNUAL -> end.minusYears(1);
                    case CUSTOM -> throw new IllegalArgumentException("a custom report has its own period");
                };
        ReportPeriod period = new ReportPeriod(
                from.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant(), zone);
        Instant due = calendar.onOrAfter(end).atTime(at).atZone(zone).toInstant();
        // In a night in which clocks go forward at midnight, the time of day may lie before the first moment of the
        // day.
        return new Due(kind, due.isBefore(period.until()) ? period.until() : due, period);
    }
}
