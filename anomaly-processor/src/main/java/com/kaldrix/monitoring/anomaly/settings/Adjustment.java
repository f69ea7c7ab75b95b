package com.kaldrix.monitoring.anomaly.settings;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish of people that holds for readings of a time. Readings are looked at twenty seconds after their time at the earliest, and
 * wishes are read every two seconds, so that every replica judges a reading by the same wishes, also when it judges it again after a
 * restart.
 *
 * @param series of these series, those that one of the matchers matches
 * @param from readings of this time and later
 * @param until readings before this time; null for no such bound
 * @param change what differs
 */
public record Adjustment(
        List<Matchers> series, Instant from, @Nullable Instant until, Change change) {
    public Adjustment {
        series = List.copyOf(series);
    }

    boolean concerns(Labels labels) {
        return series.stream().anyMatch(matchers -> matchers.matches(labels));
    }

    boolean holdsAt(long time) {
        return time >= from.toEpochMilli() && (until == null || time < until.toEpochMilli());
    }
}
