package com.kaldrix.monitoring.metrics.kpi.definition;

import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.util.Locale;

/**
 * When a KPI is bad.
 *
 * @param severity how bad
 * @param side on which side of the limit it is bad
 * @param limit in the KPI's unit; the limit itself is not bad
 * @param hold how long it must be bad before that is said; zero for at once
 */
public record Threshold(Severity severity, Side side, double limit, Duration hold) {
    /** Sides of a limit. */
    public enum Side {
        ABOVE,
        BELOW;

        /** As the file writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether this value is bad. */
    public boolean isBreachedBy(double value) {
        return side == Side.ABOVE ? value > limit : value < limit;
    }
}
