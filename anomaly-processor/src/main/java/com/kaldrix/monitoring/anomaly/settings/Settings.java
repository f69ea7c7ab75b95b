package com.kaldrix.monitoring.anomaly.settings;

import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All wishes as they are known at a moment. Where several concern a series, excluded times and detectors that are left out add up,
 * factors multiply, and of time zones and sensitivities the one that was wished last counts.
 *
 * @param adjustments in the order in which they were made
 */
public record Settings(List<Adjustment> adjustments) {
    /** Nobody wishes anything. */
    public static final Settings NONE = new Settings(List.of());

    /** However often people say that nothing was wrong, a series that goes far enough astray is still told. */
    private static final double MOST = 3;

    private static final double LEAST = 0.3;

    public Settings {
        adjustments = List.copyOf(adjustments);
    }

    /** The wishes that concern a series, whenever they hold. */
    public List<Adjustment> of(Labels series) {
        return adjustments.stream().filter(one -> one.concerns(series)).toList();
    }

    /** What holds for a series at a time, in milliseconds since the epoch. */
    public Applied at(Labels series, long time) {
        return at(of(series), time);
    }

    /** As {@link #at(Labels, long)} for what {@link #of} found. */
    public static Applied at(List<Adjustment> concerned, long time) {
        ZoneId zone = ZoneOffset.UTC;
        List<TimeRange> excluded = new ArrayList<>();
        @Nullable Sensitivity sensitivity = null;
        Set<String> off = new HashSet<>();
        double threshold = 1;
        for (Adjustment one : concerned) {
            if (one.holdsAt(time)) {
                Change change = one.change();
                zone = change.zone() == null ? zone : change.zone();
                excluded.addAll(change.excluded());
                sensitivity = change.sensitivity() == null ? sensitivity : change.sensitivity();
                off.addAll(change.detectorsOff());
                threshold *= change.threshold();
            }
        }
        return new Applied(zone, excluded, sensitivity, off, Math.clamp(threshold, LEAST, MOST));
    }

    /** Until when {@link #at} says the same from that time on, unless wishes change; milliseconds since the epoch. */
    public static long until(List<Adjustment> concerned, long time) {
        long until = Long.MAX_VALUE;
        for (Adjustment one : concerned) {
            long from = one.from().toEpochMilli();
            Instant end = one.until();
            if (from > time) {
                until = Math.min(until, from);
            }
            if (end != null && end.toEpochMilli() > time) {
                until = Math.min(until, end.toEpochMilli());
            }
        }
        return until;
    }
}
