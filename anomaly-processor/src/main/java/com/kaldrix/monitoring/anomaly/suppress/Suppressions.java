package com.kaldrix.monitoring.anomaly.suppress;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules in force. */
public interface Suppressions {
    /** All rules, the newest first. */
    List<Suppression> all();

    /** Adds a rule, in the caller's transaction. */
    void add(Suppression rule);

    /**
     * Adds a rule that follows from feedback and goes with it, in the caller's transaction.
     *
     * @param feedback null for a rule of its own
     */
    void add(Suppression rule, @Nullable UUID feedback);

    /** Takes the rules of a feedback back, in the caller's transaction; how many there were. */
    int removeOf(UUID feedback);

    /** Takes a rule back, in the caller's transaction; whether there was one. */
    boolean remove(UUID id);

    /** The rule that keeps an anomaly from being told; empty when it is to be told. */
    default Optional<Suppression> covering(Anomaly anomaly) {
        return all().stream().filter(rule -> rule.covers(anomaly)).findFirst();
    }
}
