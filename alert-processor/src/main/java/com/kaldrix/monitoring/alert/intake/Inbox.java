package com.kaldrix.monitoring.alert.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Remembers which messages have had their effect. */
public interface Inbox {
    /** Adds messages in the caller's transaction; returns those that were not there. */
    List<String> add(Collection<String> messages, Instant now);

    /** Forgets messages that came before {@code before}; how many they were. */
    int forget(Instant before);
}
