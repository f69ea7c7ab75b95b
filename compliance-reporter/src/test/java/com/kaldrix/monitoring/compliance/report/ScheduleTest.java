package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.compliance.report.schedule.BusinessCalendar;
import com.kaldrix.monitoring.compliance.report.schedule.ReportRetention;
import com.kaldrix.monitoring.compliance.report.schedule.ReportSchedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final Set<LocalDate> HOLIDAYS =
            Set.of(LocalDate.parse("2026-07-03"), LocalDate.parse("2026-12-25"), LocalDate.parse("2027-01-01"));

    private static ReportSchedule schedule(String zone, String at) {
        return new ReportSchedule(ZoneId.of(zone), LocalTime.parse(at), BusinessCalendar.weekdaysBut(HOLIDAYS));
    }

    @ParameterizedTest
    @CsvSource({
        // A Wednesday follows a Tuesday; a Monday has the week-end.
        "DAILY,   2026-06-17T12:00:00Z, 2026-06-18T10:00:00Z, 2026-06-17T04:00:00Z, 2026-06-18T04:00:00Z",
        "DAILY,   2026-06-19T12:00:00Z, 2026-06-22T10:00:00Z, 2026-06-19T04:00:00Z, 2026-06-22T04:00:00Z",
        // Before a Monday that follows a holiday on a Friday there are four days.
        "DAILY,   2026-07-02T12:00:00Z, 2026-07-06T10:00:00Z, 2026-07-02T04:00:00Z, 2026-07-06T04:00:00Z",
        "WEEKLY,  2026-06-17T12:00:00Z, 2026-06-22T10:00:00Z, 2026-06-15T04:00:00Z, 2026-06-22T04:00:00Z",
        "MONTHLY, 2026-06-17T12:00:00Z, 2026-07-01T10:00:00Z, 2026-06-01T04:00:00Z, 2026-07-01T04:00:00Z",
        // The first of August is a Saturday.
        "MONTHLY, 2026-07-17T12:00:00Z, 2026-08-03T10:00:00Z, 2026-07-01T04:00:00Z, 2026-08-01T04:00:00Z",
        // New Year is a holiday, and a Friday.
        "ANNUAL,  2026-06-17T12:00:00Z, 2027-01-04T11:00:00Z, 2026-01-01T05:00:00Z, 2027-01-01T05:00:00Z",
        // It is due at this very moment, so the next one is asked for.
        "MONTHLY, 2026-07-01T10:00:00Z, 2026-08-03T10:00:00Z, 2026-07-01T04:00:00Z, 2026-08-01T04:00:00Z",
        // One that was put off to Monday is still to come on the Sunday before.
        "MONTHLY, 2026-08-02T12:00:00Z, 2026-08-03T10:00:00Z, 2026-07-01T04:00:00Z, 2026-08-01T04:00:00Z",
    })
    void isDueOnTheBusinessDayAfterItsPeriod(ReportKind kind, Instant after, Instant at, Instant from, Instant until) {
        ReportSchedule.Due due = schedule("America/New_York", "06:00").next(kind, after);
        assertThat(due.at()).isEqualTo(at);
        assertThat(due.period().from()).isEqualTo(from);
        assertThat(due.period().until()).isEqualTo(until);
    }

    @Test
    void aTimeThatClocksLeaveOutIsMadeUpFor() {
        ReportSchedule everyDay =
                new ReportSchedule(ZoneId.of("Europe/Berlin"), LocalTime.of(2, 30), BusinessCalendar.everyDay());
        // On 29 March 2026 clocks go from 02:00 to 03:00; half past two is half past three.
        assertThat(everyDay.next(ReportKind.DAILY, Instant.parse("2026-03-28T12:00:00Z"))
                        .at())
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        // On 25 October half past two comes twice, and the first one counts.
        assertThat(everyDay.next(ReportKind.DAILY, Instant.parse("2026-10-24T12:00:00Z"))
                        .at())
                .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void aDayWithoutMidnightBeginsWhenItBegins() {
        // In Beirut clocks went from 00:00 to 01:00 on 30 March 2025.
        ReportSchedule schedule =
                new ReportSchedule(ZoneId.of("Asia/Beirut"), LocalTime.MIDNIGHT, BusinessCalendar.everyDay());
        ReportSchedule.Due due = schedule.next(ReportKind.DAILY, Instant.parse("2025-03-29T12:00:00Z"));
        assertThat(due.period().until()).isEqualTo(Instant.parse("2025-03-29T22:00:00Z"));
        assertThat(due.at()).isEqualTo(due.period().until());
    }

    @Property(tries = 300)
    void reportsCoverAllTimeWithoutGapOrOverlap(
            @ForAll("zones") String zone,
            @ForAll("kinds") ReportKind kind,
            @ForAll @IntRange(min = 0, max = 23) int hour,
            @ForAll @IntRange(min = 0, max = 365 * 24 * 3) int start) {
        ReportSchedule schedule = schedule(zone, LocalTime.of(hour, 30).toString());
        Instant after = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(3_600L * start);
        ReportSchedule.Due before = schedule.next(kind, after);
        assertThat(before.at()).isAfter(after);
        for (int i = 0; i < 40; i++) {
            ReportSchedule.Due next = schedule.next(kind, before.at());
            assertThat(next.period().from()).isEqualTo(before.period().until());
            assertThat(next.at())
                    .isAfter(before.at())
                    .isAfterOrEqualTo(next.period().until());
            before = next;
        }
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(
                "UTC", "America/New_York", "Europe/Dublin", "Asia/Beirut", "Australia/Lord_Howe", "America/Santiago");
    }

    @Provide
    Arbitrary<ReportKind> kinds() {
        return Arbitraries.of(ReportKind.DAILY, ReportKind.WEEKLY, ReportKind.MONTHLY, ReportKind.ANNUAL);
    }

    @Test
    void aCustomReportIsNeverDue() {
        assertThatThrownBy(() -> schedule("UTC", "06:00").next(ReportKind.CUSTOM, Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void somebodyWorksOnSomeDay() {
        assertThatThrownBy(() -> new BusinessCalendar(Set.of(DayOfWeek.values()), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsEachKindAsLongAsItIsTold() {
        ReportRetention retention = new ReportRetention(Map.of(ReportKind.DAILY, Period.ofMonths(1)));
        Instant made = Instant.parse("2024-01-31T06:00:00Z");
        assertThat(retention.until(ReportKind.DAILY, made)).isEqualTo("2024-02-29T06:00:00Z");
        assertThat(retention.until(ReportKind.ANNUAL, made)).isEqualTo("2031-01-31T06:00:00Z");
        assertThatThrownBy(() -> new ReportRetention(Map.of(ReportKind.DAILY, Period.ZERO)))
                .hasMessageContaining("daily");
    }
}
