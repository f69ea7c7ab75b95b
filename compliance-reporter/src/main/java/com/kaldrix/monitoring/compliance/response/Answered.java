package com.kaldrix.monitoring.compliance.response;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of how an incident was answered.
 *
 * @param incident which one
 * @param severity the worst that it had, such as {@code P1}
 * @param openedAt when it opened
 * @param acknowledgedAt when somebody acknowledged it first; empty when nobody has
 * @param resolvedAt when it was over first; empty when it is not
 * @param latest when something happened to it last
 */
public record Answered(
        UUID incident,
        String severity,
        Instant openedAt,
        Optional<Instant> acknowledgedAt,
        Optional<Instant> resolvedAt,
        Instant latest) {}
