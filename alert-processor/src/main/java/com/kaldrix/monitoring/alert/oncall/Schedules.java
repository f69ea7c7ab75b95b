package com.kaldrix.monitoring.alert.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Overrides and edits of schedules. All methods join the caller's transaction. */
interface Schedules {
    void add(ScheduleOverride override);

    /** The overrides of a schedule that end after {@code after}, the one made first at the beginning. */
    List<ScheduleOverride> overrides(String schedule, Instant after);

    Optional<ScheduleOverride> override(UUID id);

    /** Takes an override back, or cuts it short at {@code end}, where that lies within it. */
    void end(ScheduleOverride override, Instant end);

    /** Forgets overrides that ended before {@code before}; how many they were. */
    int forget(Instant before);

    /** The edit of a schedule, in the words in which it was made; empty where the configuration holds. */
    Optional<Edit> edit(String schedule);

    /** Keeps an edit in place of the one before. */
    void put(String schedule, Edit edit);

    /** Takes an edit back; whether there was one. */
    boolean remove(String schedule);

    /**
     * @param definition what holds now
     * @param by who said so
     * @param at when
     */
    record Edit(ScheduleShape definition, String by, Instant at) {}
}
