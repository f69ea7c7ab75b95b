package com.kaldrix.monitoring.anomaly.forest;

import java.util.Optional;
import java.util.UUID;

/** Forests that rest outside of memory. */
@FunctionalInterface
public interface IdleForests {
    /** Nothing rests anywhere. */
    IdleForests NONE = key -> Optional.empty();

    /** The state that rests under a key; empty when it is kept no longer. */
    Optional<byte[]> find(UUID key);
}
