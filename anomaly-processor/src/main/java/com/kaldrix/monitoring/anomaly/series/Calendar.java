package com.kaldrix.monitoring.anomaly.series;

import com.kaldrix.monitoring.anomaly.detect.Reading;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Tells the hour of the week in a series' time zone and whether its time is excluded from learning. */
public final class Calendar {
    private static final long QUARTER = 900_000;
    private static final long HOUR = 3_600_000;

    private final ZoneId zone;
    private final List<TimeRange> excluded;
    private long quarter = Long.MIN_VALUE;
    private int hourOfWeek;
    private long hourBegan;

    /** From the first moment, which belongs to it, to the last, which does not. */
    public record TimeRange(Instant from, Instant to) {
        public TimeRange {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a time range ends before it begins: %s, %s".formatted(from, to));
            }
        }

        boolean holds(long time) {
            return time >= from.toEpochMilli() && time < to.toEpochMilli();
        }
    }

    public Calendar(ZoneId zone, List<TimeRange> excluded) {
        this.zone = zone;
        this.excluded = List.copyOf(excluded);
    }

    /** The calendar of a series about which nothing is known. */
    public static Calendar utc() {
        return new Calendar(ZoneOffset.UTC, List.of());
    }

    /** The reading with what this calendar knows about its time. An infinity is no value, and so a gap. */
    public Reading read(long time, double value) {
        long now = Math.floorDiv(time, QUARTER);
        if (now != quarter) {
            turn(now);
        }
        double fraction = Math.clamp((time - hourBegan) / (double) HOUR, 0, 1);
        double finite = Double.isFinite(value) ? value : Double.NaN;
        return new Reading(time, finite, hourOfWeek, fraction, !isExcluded(time));
    }

    private boolean isExcluded(long time) {
        for (TimeRange range : excluded) {
            if (range.holds(time)) {
                return true;
            }
        }
        return false;
    }

    // Offsets of time zones change at whole quarters of an hour, so what holds for one moment of a quarter holds for it
    // all.
    private void turn(long now) {
        quarter = now;
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(now * QUARTER), zone);
        hourOfWeek = (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
        hourBegan = now * QUARTER - local.getMinute() * 60_000L;
    }
}
