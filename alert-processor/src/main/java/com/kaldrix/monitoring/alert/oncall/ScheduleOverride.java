package com.kaldrix.monitoring.alert.oncall;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody takes over for a time. Of several at the same time the one that was made last holds.
 *
 * @param id identity; a later made one is greater
 * @param schedule of which schedule
 * @param person id of who takes over
 * @param from since when
 * @param to until when, itself not included
 * @param madeBy who said so
 * @param madeAt when
 */
public record ScheduleOverride(
        UUID id, String schedule, String person, Instant from, Instant to, String madeBy, Instant madeAt) {
    public ScheduleOverride {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("an override ends after it begins");
        }
    }

    boolean covers(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
