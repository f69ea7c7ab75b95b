package com.kaldrix.monitoring.alert.window;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The windows that people made, also those that are over and not yet forgotten. Every method joins the caller's transaction. */
public interface Windows {
    /** The window with this id; empty when there is none. */
    Optional<MaintenanceWindow> find(UUID id);

    /** As {@link #find}, held until the transaction ends. */
    Optional<MaintenanceWindow> lock(UUID id);

    void add(MaintenanceWindow window);

    void update(MaintenanceWindow window);

    /** All of them, in order of ids. */
    List<MaintenanceWindow> all();

    /** Those that may hold at this time or later, in order of ids. */
    List<MaintenanceWindow> living(Instant now);

    /**
     * Notes that people were reminded of one time of a window; false when they had been before.
     *
     * @param which what of it
     */
    boolean remind(UUID window, Occurrence occurrence, Reminded which);

    /** Of what people are reminded. */
    enum Reminded {
        START,
        END
    }

    /** Forgets those that were over or cancelled before {@code before}; how many they were. */
    int forget(Instant before);
}
