package com.kaldrix.monitoring.compliance.response;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to an incident, as evidence of how fast people answer.
 *
 * @param eventId of the event; a second one is the same event again
 * @param incident which incident
 * @param change what happened, such as {@code acknowledged}
 * @param severity such as {@code P1}
 * @param title what people saw
 * @param actor who did it; empty when the suite did
 * @param openedAt when the incident opened
 * @param at when it happened
 */
public record AlertResponse(
        String eventId,
        UUID incident,
        String change,
        String severity,
        String title,
        String actor,
        Instant openedAt,
        Instant at) {}
