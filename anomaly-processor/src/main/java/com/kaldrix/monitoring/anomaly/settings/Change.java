package com.kaldrix.monitoring.anomaly.settings;

import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs from how series are judged usually.
 *
 * @param zone by whose clock hours and weekdays count; null to leave it
 * @param excluded times of which nothing is learnt and nothing is told
 * @param sensitivity null to leave it
 * @param detectorsOff names of detectors that have no say
 * @param threshold by what the severity from which an alert is raised is multiplied; 1 to leave it
 */
public record Change(
        @Nullable ZoneId zone,
        List<TimeRange> excluded,
        @Nullable Sensitivity sensitivity,
        Set<String> detectorsOff,
        double threshold) {
    /** Nothing differs. */
    public static final Change NONE = new Change(null, List.of(), null, Set.of(), 1);

    public Change {
        excluded = List.copyOf(excluded);
        detectorsOff = Set.copyOf(detectorsOff);
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("a factor is above 0");
        }
    }

    /** Nothing is learnt or told of these times. */
    public static Change without(TimeRange range) {
        return new Change(null, List.of(range), null, Set.of(), 1);
    }

    /** An alert needs so many times as much. */
    public static Change threshold(double factor) {
        return new Change(null, List.of(), null, Set.of(), factor);
    }
}
