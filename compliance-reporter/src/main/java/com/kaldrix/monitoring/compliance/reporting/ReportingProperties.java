package com.kaldrix.monitoring.compliance.reporting;

import com.kaldrix.monitoring.compliance.report.ReportKind;
import com.kaldrix.monitoring.compliance.report.schedule.BusinessCalendar;
import com.kaldrix.monitoring.compliance.report.schedule.ReportRetention;
import com.kaldrix.monitoring.compliance.report.schedule.ReportSchedule;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reports: when they are made, and where and how long they are kept.
 *
 * @param location where they are kept: {@code s3://bucket/prefix} (with Object Lock, so that they stay), {@code file:/path} or {@code /path}; empty for
 *     beside the checkpoints of the audit trail
 * @param scheduled which kinds are made by the calendar; empty for none
 * @param zone whose days and times of day are meant
 * @param at at which time of day they are made
 * @param weekend days of every week on which nobody works
 * @param holidays further days on which nobody works
 * @param recorded which kinds are written down in the audit trail, so that they can be made again from it alone
 * @param keep how long reports of a kind are kept, such as {@code monthly: 7y}
 */
@ConfigurationProperties("kaldrix.reports")
record ReportingProperties(
        @DefaultValue("") String location,

        @DefaultValue({"daily", "weekly", "monthly", "annual"})
        Set<ReportKind> scheduled,

        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("06:00") LocalTime at,
        @DefaultValue({"saturday", "sunday"}) Set<DayOfWeek> weekend,
        @DefaultValue Set<LocalDate> holidays,

        @DefaultValue({"daily", "weekly", "monthly", "annual", "custom"})
        Set<ReportKind> recorded,

        @DefaultValue Map<ReportKind, Period> keep) {
    ReportingProperties {
        scheduled = Set.copyOf(scheduled);
        weekend = Set.copyOf(weekend);
        holidays = Set.copyOf(holidays);
        recorded = Set.copyOf(recorded);
        keep = Map.copyOf(keep);
        if (scheduled.contains(ReportKind.CUSTOM)) {
            throw new IllegalArgumentException(
                    "kaldrix.reports.scheduled must be of daily, weekly, monthly and annual: custom reports are made when somebody asks");
        }
        if (weekend.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("kaldrix.reports.weekend must leave a day to work on");
        }
        keep.forEach((kind, period) -> {
            if (period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException(
                        "kaldrix.reports.keep." + kind.word() + " must be at least a day, not " + period);
            }
        });
    }

    ReportSchedule schedule() {
        return new ReportSchedule(zone, at, new BusinessCalendar(weekend, holidays));
    }

    ReportRetention retention() {
        return new ReportRetention(keep);
    }
}
