package com.kaldrix.monitoring.alert.alert;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All alerts that fire, or that were over not long ago. */
public interface Alerts {
    /**
     * Merges reports into what is known and keeps the result. Joins the caller's transaction and holds each alert until it
     * ends, so that nobody can judge an alert by what it was before.
     *
     * @param reports in the order in which they came; several of one alert are merged one after the other
     * @param now what decides which ends lie in the past
     * @return the alerts as they stand now, each once, in order of fingerprints
     */
    List<Merged> merge(List<Alert> reports, Instant now);

    /**
     * Moves the ends of alerts that fire at {@code now}, and changes nothing else. One whose end lies later already keeps it.
     *
     * @return those that fire and whose ends are at least what was asked for; the others stay as they are
     */
    Set<Fingerprint> prolong(Collection<Prolongation> moves, Instant now);

    /**
     * Moves the ends of all alerts that fire or were over for less than this time, as far as a source that repeats itself gave
     * them: its last repetitions may not have been written.
     *
     * @param by how far
     * @return how many
     */
    int prolongAll(Duration by, Instant now);

    /**
     * A report that says of a known alert only that it goes on.
     *
     * @param startsAt since when it fires, by the report
     * @param endsAt when it is over unless it is reported again
     * @param reportedAt when the report came
     */
    record Prolongation(Fingerprint alert, Instant startsAt, Instant endsAt, Instant reportedAt) {}

    /** The alert with this fingerprint; empty when there is none. */
    Optional<Alert> find(Fingerprint fingerprint);

    /**
     * Of these alerts those that are over at {@code now} and that nobody reports on at this moment. They stay as they are
     * until the caller's transaction ends. An alert that is not returned may be over too: ask again later.
     */
    Set<Fingerprint> holdResolved(Collection<Fingerprint> fingerprints, Instant now);

    /** Ends these alerts at {@code now} because somebody said so. */
    void resolve(Collection<Fingerprint> fingerprints, Instant now);

    /**
     * Alerts that pass, in order of fingerprints.
     *
     * @param filter what to look for
     */
    List<Alert> list(AlertFilter filter);

    /**
     * Alerts that fire at {@code now} and have certain labels, own or derived, in order of fingerprints.
     *
     * @param labels for each of these names the values of which an alert has one; the empty text stands for no such label
     */
    default List<Alert> firing(Map<String, Set<String>> labels, Instant now) {
        return firingAny(List.of(labels), now);
    }

    /**
     * As {@link #firing}, of those that have the labels of one of these wishes, each once.
     *
     * @param any at least one
     */
    List<Alert> firingAny(List<Map<String, Set<String>>> any, Instant now);

    /** Alerts that began to fire at {@code since} or later, also those that are over, in order of fingerprints. */
    List<Alert> startedSince(Instant since);

    /** Forgets alerts that were over before {@code before} and belong to no group any more; how many they were. */
    int forget(Instant before);

    /**
     * An alert before and after a report.
     *
     * @param alert as it stands now
     * @param before as it stood; empty for one that was not known
     */
    record Merged(Alert alert, Optional<Alert> before) {
        /** Whether it fires now and did not when it was last reported. */
        public boolean startedFiring(Instant now) {
            return !alert.resolvedAt(now)
                    && before.map(old -> old.resolvedAt(now)).orElse(true);
        }
    }
}
