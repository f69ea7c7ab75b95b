package com.kaldrix.monitoring.anomaly.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An event of the past that looked alike.
 *
 * @param likeness from 0 to 1, for the same metrics, types and components
 * @param ending how it ended, in words
 */
public record PastEvent(UUID id, String title, Instant startedAt, double likeness, String ending) {}
