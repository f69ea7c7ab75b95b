package com.kaldrix.monitoring.alert.held;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which alerts were kept from being told, by what. Every method joins the caller's transaction. */
public interface HeldAlerts {
    /**
     * Writes down that alerts are held back; what stands there already stays.
     *
     * @param held what holds which alert
     * @param tried whether it only says what it would do
     * @return how many of them were not on record
     */
    int record(UUID incident, Map<Fingerprint, List<HeldBy>> held, boolean tried, Instant now);

    /**
     * Takes down what held these alerts back, which may be heard now or are over.
     *
     * @return what held them, without what was only tried, in the order in which it began
     */
    List<Released> release(UUID incident, Collection<Fingerprint> alerts, Instant now);

    /** How many different alerts were held back, by the start of each time, the latest time first. */
    List<Count> counts(HeldBy.Kind kind, String key, int limit);

    /** How many different alerts were held back by all of a kind, by key. */
    Map<String, Long> totals(HeldBy.Kind kind);

    /**
     * An alert that is not held back any more.
     *
     * @param alert which
     * @param by what held it
     * @param since since when
     */
    record Released(Fingerprint alert, HeldBy by, Instant since) {}

    /**
     * @param occurrence which time, by its start
     * @param alerts how many different alerts
     */
    record Count(Instant occurrence, long alerts) {}
}
