package com.kaldrix.monitoring.metrics.pair;

import java.time.Instant;
import java.util.Optional;

/**
 * Which sender of a cluster counts.
 *
 * @param cluster whose
 * @param replica which one
 * @param heard when it brought samples last
 */
public record Election(String cluster, String replica, Instant heard) {
    private static final String SEPARATOR = "\u0000";

    /** As a note of the buffer: the three, separated by NUL, which no label has. */
    public String note() {
        return cluster + SEPARATOR + replica + SEPARATOR + heard.toEpochMilli();
    }

    /** Reads a note; empty when it is none. */
    public static Optional<Election> ofNote(String note) {
        String[] parts = note.split(SEPARATOR, -1);
        try {
            return parts.length == 3
                    ? Optional.of(new Election(parts[0], parts[1], Instant.ofEpochMilli(Long.parseLong(parts[2]))))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
