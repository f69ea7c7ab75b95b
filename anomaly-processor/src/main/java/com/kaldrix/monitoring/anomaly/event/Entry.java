package com.kaldrix.monitoring.anomaly.event;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody did or said about an event.
 *
 * @param action such as {@code acknowledge}
 * @param text a note or a cause; empty when nothing was said
 */
public record Entry(UUID id, Instant at, String actor, String action, String text) {}
