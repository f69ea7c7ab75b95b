package com.kaldrix.monitoring.alert.intake.repetition;

import com.kaldrix.monitoring.alert.alert.Alerts.Prolongation;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of an alert that is reported again and again. */
sealed interface Known {

    /** A report of it is being written; the next one that comes before that is done is written as well. Compared by identity. */
    final class UnderWay implements Known {}

    /**
     * It is in the database.
     *
     * @param content what its reports say besides their ends
     * @param startsAt since when it fires, by them
     * @param end the end that was written
     * @param writtenAt when that was
     * @param wholeAt when a report of it was last taken in as a whole
     * @param later an end that was reported and has not been written; null when there is none
     */
    record Written(
            Content content,
            Instant startsAt,
            Instant end,
            Instant writtenAt,
            Instant wholeAt,
            @Nullable Later later) implements Known {

        /** The latest end that was reported. */
        Instant lastEnd() {
            return later == null ? end : later.end();
        }

        Written prolonged(Later further) {
            return new Written(content, startsAt, end, writtenAt, wholeAt, further);
        }

        /** After an end was written; what was reported since then is still to be written. */
        Written written(Instant prolongedTo, Instant now) {
            return new Written(
                    content,
                    startsAt,
                    prolongedTo,
                    now,
                    wholeAt,
                    later == null || !later.end().isAfter(prolongedTo) ? null : later);
        }

        Optional<Prolongation> prolongation(Fingerprint alert) {
            return Optional.ofNullable(later)
                    .map(one -> new Prolongation(alert, startsAt, one.end(), one.reportedAt()));
        }
    }

    /**
     * An end that is still to be written.
     *
     * @param end of the alert unless it is reported again
     * @param reportedAt when it was reported
     */
    record Later(Instant end, Instant reportedAt) {}
}
