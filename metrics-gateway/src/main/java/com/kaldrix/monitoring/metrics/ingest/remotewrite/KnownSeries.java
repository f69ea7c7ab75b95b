package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.Series;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a series as a sender writes it: the series itself, or why it was refused. Is found by another key of equal
 * content, without anything being copied.
 */
abstract class KnownSeries {
    private final int hash;
    private volatile @Nullable Series series;
    private Rejection reason = Rejection.INVALID_LABELS;
    private volatile long refusedAt;
    private long metadata;
    private @Nullable KnownSeries next;

    KnownSeries(int hash) {
        this.hash = hash;
    }

    /** The series; null when it was refused. */
    final @Nullable Series series() {
        return series;
    }

    final Rejection reason() {
        return reason;
    }

    /** Whether it was refused so lately that asking again is not worth while. */
    final boolean refusedSince(long moment) {
        return series == null && refusedAt >= moment;
    }

    final void admit(Series admitted) {
        series = admitted;
    }

    final void refuse(Rejection why, long now) {
        reason = why;
        refusedAt = now;
    }

    /** The series that came behind this one the last time: senders keep their order. Null when none did. */
    final @Nullable KnownSeries next() {
        return next;
    }

    final void next(KnownSeries following) {
        if (next != following) {
            next = following;
        }
    }

    /** Whether the sender says something new of the metric; it is remembered. */
    final boolean news(long said) {
        if (metadata == said) {
            return false;
        }
        metadata = said;
        return true;
    }

    @Override
    public final int hashCode() {
        return hash;
    }

    @Override
    public abstract boolean equals(@Nullable Object other);
}
