package com.kaldrix.monitoring.anomaly.correlate;

import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Series of a component that do not go together as they use to.
 *
 * @param series the one that stands out
 * @param type {@link AnomalyType#CORRELATION_BREAK}, or {@link AnomalyType#PATTERN_DEVIATION} where only all together stand out
 * @param peak when it was worst so far
 * @param endedAt null while it goes on
 * @param unusual in units of what is worth an alert
 * @param present correlation now, or isolation
 * @param expected what it usually is
 * @param relations whom it parted from, the strongest first; for all together, the shares in it
 */
record Break(
        UUID series,
        AnomalyType type,
        Instant startedAt,
        Instant peak,
        @Nullable Instant endedAt,
        double unusual,
        double present,
        double expected,
        List<Relation> relations) {
    Break {
        relations = List.copyOf(relations);
    }

    /**
     * One other series.
     *
     * @param usual usual correlation; for all together the share
     * @param now correlation of the last minutes
     * @param lag rows by which the other follows; negative when it leads
     */
    record Relation(UUID other, double usual, double now, int lag) {}

    Break endedAt(Instant end) {
        return new Break(series, type, startedAt, peak, end, unusual, present, expected, relations);
    }

    Break worse(Break now) {
        return new Break(
                series, type, startedAt, now.peak, null, now.unusual, now.present, now.expected, now.relations);
    }
}
