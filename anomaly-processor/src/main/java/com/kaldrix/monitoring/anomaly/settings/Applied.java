package com.kaldrix.monitoring.anomaly.settings;

import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one series at a time.
 *
 * @param zone its clock
 * @param excluded times of which nothing is learnt
 * @param sensitivity null for the usual one
 * @param detectorsOff names of detectors that have no say
 * @param threshold by what the usual threshold is multiplied
 */
public record Applied(
        ZoneId zone,
        List<TimeRange> excluded,
        @Nullable Sensitivity sensitivity,
        Set<String> detectorsOff,
        double threshold) {
    public Applied {
        excluded = List.copyOf(excluded);
        detectorsOff = Set.copyOf(detectorsOff);
    }
}
