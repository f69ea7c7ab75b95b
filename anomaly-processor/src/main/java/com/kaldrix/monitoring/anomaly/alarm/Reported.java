package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Evidence;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;

/**
 * Something unusual that a service of AWS has found.
 *
 * @param id of the message, the same however often it comes
 * @param series what it is about, as a series
 * @param time what of it, and when
 * @param value the reading, or what comes nearest to one; not a number when it is not told
 * @param expected what would have been usual; not numbers where that is not told
 * @param finding how bad, and in whose words
 */
record Reported(String id, Labels series, Time time, double value, Expected expected, Finding finding) {
    static final Expected UNKNOWN = new Expected(Double.NaN, Double.NaN);

    /** When it was. */
    sealed interface Time {
        /** The time by which a repetition is known. */
        Instant at();
    }

    /** It begins. */
    record Begins(Instant at) implements Time {}

    /** It is over. */
    record Over(Instant at) implements Time {}

    /** It was, from one time to another. */
    record Was(Instant from, Instant at) implements Time {}

    /** A judgement in the words of whoever found it. */
    record Finding(Severity severity, Evidence evidence) {}
}
