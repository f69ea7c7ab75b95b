package com.kaldrix.monitoring.compliance.report.schedule;

import com.kaldrix.monitoring.compliance.report.ReportKind;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long reports are kept, by kind. What is not said is kept as long as by {@link #DEFAULTS}.
 *
 * @param periods from the making of a report; at least a day each
 */
public record ReportRetention(Map<ReportKind, Period> periods) {
    /** Daily ones for 90 days, weekly ones for a year; the others for seven years, a year longer than HIPAA asks for (45 CFR 164.316). */
    public static final Map<ReportKind, Period> DEFAULTS = Map.of(
            ReportKind.DAILY, Period.ofDays(90),
            ReportKind.WEEKLY, Period.ofYears(1),
            ReportKind.MONTHLY, Period.ofYears(7),
            ReportKind.ANNUAL, Period.ofYears(7),
            ReportKind.CUSTOM, Period.ofYears(7));

    public ReportRetention {
        Map<ReportKind, Period> all = new EnumMap<>(ReportKind.class);
        all.putAll(DEFAULTS);
        all.putAll(periods);
        all.forEach((kind, period) -> {
            if (period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException(kind.word() + " reports cannot be kept for " + period);
            }
        });
        periods = Map.copyOf(all);
    }

    /** The first moment at which a report may be deleted. */
    public Instant until(ReportKind kind, Instant madeAt) {
        Period period = periods.getOrDefault(kind, Period.ofYears(7));
        return madeAt.atZone(ZoneOffset.UTC).plus(period).toInstant();
    }
}
