package com.kaldrix.monitoring.metrics.kpi.signal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is bad, or was until just now.
 *
 * @param since the end of the first window in which it was bad
 * @param lastBad the end of the latest window in which it was bad
 * @param told whether it was said
 * @param goodSince the end of the first window in which it was good again; null while it is bad
 */
record Breach(
        Instant since,
        Instant lastBad,
        boolean told,
        @Nullable Instant goodSince) {
    /** After this long without a word a breach that was not told yet is not the same any more. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    /** What it is after another bad window. */
    static Breach bad(@Nullable Breach before, Instant end, Duration hold) {
        if (before == null
                || !before.told() && before.lastBad().plus(LONGEST_SILENCE).isBefore(end)) {
            return new Breach(end, end, hold.isZero(), null);
        }
        boolean longEnough = !before.since().plus(hold).isAfter(end);
        return new Breach(before.since(), end, before.told() || longEnough, null);
    }

    /** What it is after a good window; null when it is over and was never told. */
    @Nullable
    Breach good(Instant end) {
        if (!told) {
            return null;
        }
        return goodSince == null ? new Breach(since, lastBad, true, end) : this;
    }

    /** Whether it has been good for long enough to be over. */
    boolean isOver(Instant end, Duration hold) {
        return goodSince != null && !goodSince.plus(hold).isAfter(end);
    }
}
