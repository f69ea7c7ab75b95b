package com.kaldrix.monitoring.alert.silence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All silences, also those that are over and not yet forgotten. Every method joins the caller's transaction. */
public interface Silences {
    /** The silence with this id; empty when there is none. */
    Optional<Silence> find(UUID id);

    /** As {@link #find}, held until the transaction ends. */
    Optional<Silence> lock(UUID id);

    void add(Silence silence);

    void update(Silence silence);

    /** All of them, the youngest change last. */
    List<Silence> all();

    /** Those that are active at this time, the oldest first. */
    List<Silence> active(Instant now);

    /** Notes that people were told when this one ends; false when they had been before, or when it ends at another time now. */
    boolean remind(UUID id, Instant endsAt);

    /** Forgets those that were over before {@code before}; how many they were. */
    int forget(Instant before);
}
