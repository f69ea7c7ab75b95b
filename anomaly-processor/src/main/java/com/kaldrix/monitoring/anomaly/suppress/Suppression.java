package com.kaldrix.monitoring.anomaly.suppress;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule by which anomalies are kept and not told.
 *
 * @param series whose
 * @param direction on which side of what is usual
 * @param margin up to how far from what is usual
 * @param from anomalies that begin before are told; null for no such bound
 * @param until anomalies that begin then or later are told; null for no such bound
 * @param origin who made it, and why
 * @param calendar holds for anomalies that begin at these times of the week alone; null for always
 */
public record Suppression(
        UUID id,
        Matchers series,
        Direction direction,
        Margin margin,
        @Nullable Instant from,
        @Nullable Instant until,
        Origin origin,
        @Nullable Weekly calendar) {
    /** One that holds at all times of the week. */
    public Suppression(
            UUID id,
            Matchers series,
            Direction direction,
            Margin margin,
            @Nullable Instant from,
            @Nullable Instant until,
            Origin origin) {
        this(id, series, direction, margin, from, until, origin, null);
    }

    /** On which side of what is usual. */
    public enum Direction {
        ABOVE,
        BELOW,
        BOTH
    }

    /**
     * Up to how far from the nearest edge of what is usual; both bounds hold where both are given.
     *
     * @param absolute in units of the metric; null for no such bound
     * @param relative as a share of that edge, such as 0.1; null for no such bound
     */
    public record Margin(
            @Nullable Double absolute, @Nullable Double relative) {
        /** However far. */
        public static final Margin ANY = new Margin(null, null);

        public Margin {
            if (absolute != null && !(absolute >= 0) || relative != null && !(relative >= 0)) {
                throw new IllegalArgumentException("a margin is at least 0");
            }
        }

        boolean holds(double distance, double edge) {
            return (absolute == null || distance <= absolute)
                    && (relative == null || distance <= relative * Math.abs(edge));
        }

        boolean isAny() {
            return absolute == null && relative == null;
        }
    }

    /**
     * Where a rule comes from.
     *
     * @param by who made it
     * @param at when
     * @param reason why, in words
     */
    public record Origin(String by, Instant at, String reason) {}

    /** Whether the rule keeps an anomaly from being told. */
    public boolean covers(Anomaly anomaly) {
        return series.matches(anomaly.series()) && isInTime(anomaly.startedAt()) && isWithin(anomaly);
    }

    private boolean isInTime(Instant start) {
        return (from == null || !start.isBefore(from))
                && (until == null || start.isBefore(until))
                && (calendar == null || calendar.holds(start));
    }

    /** What cannot be compared, such as a missing reading, is covered only by a rule for everything. */
    private boolean isWithin(Anomaly anomaly) {
        double value = anomaly.peak().value();
        Expected expected = anomaly.peak().expected();
        if (!Double.isFinite(value) || !Double.isFinite(expected.low()) || !Double.isFinite(expected.high())) {
            return direction == Direction.BOTH && margin.isAny();
        }
        if (value > expected.high()) {
            return direction != Direction.BELOW && margin.holds(value - expected.high(), expected.high());
        }
        if (value < expected.low()) {
            return direction != Direction.ABOVE && margin.holds(expected.low() - value, expected.low());
        }
        return direction == Direction.BOTH;
    }
}
