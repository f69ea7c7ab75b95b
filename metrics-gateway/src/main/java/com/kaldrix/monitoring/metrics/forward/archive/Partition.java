package com.kaldrix.monitoring.metrics.forward.archive;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * An hour of a region, as a folder in the manner of Hive: {@code date=2026-11-25/hour=14/region=eu-west-1/}.
 *
 * @param hour hours since the epoch
 * @param region where the gateway runs that took the samples
 */
public record Partition(long hour, String region) {
    private static final long MILLIS = 3_600_000;

    /** The hour of a time in milliseconds since the epoch. */
    public static long hourOf(long timestamp) {
        return Math.floorDiv(timestamp, MILLIS);
    }

    /** Milliseconds since the epoch at which an hour begins. */
    public static long startOf(long hour) {
        return hour * MILLIS;
    }

    /** What the keys of an hour's objects begin with, those of all regions: {@code date=2026-11-25/hour=14/}. */
    public static String prefix(long hour) {
        Instant start = Instant.ofEpochMilli(startOf(hour));
        LocalDate date = LocalDate.ofInstant(start, ZoneOffset.UTC);
        return "date=%s/hour=%02d/".formatted(date, Math.floorMod(hour, 24L));
    }

    /** What the keys of this hour and region begin with. */
    public String prefix() {
        return prefix(hour) + "region=" + region + "/";
    }
}
