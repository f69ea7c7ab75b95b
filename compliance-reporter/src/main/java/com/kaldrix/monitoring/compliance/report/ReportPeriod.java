package com.kaldrix.monitoring.compliance.report;

import java.time.Instant;
import java.time.ZoneId;

/**
 * The time that a report is about.
 *
 * @param from the first moment of it
 * @param until the first moment after it
 * @param zone in which its days are days
 */
public record ReportPeriod(Instant from, Instant until, ZoneId zone) {
    public ReportPeriod {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a period ends after it begins, not at " + until + " after " + from);
        }
    }

    /** Whether a moment lies in it. */
    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
