package com.kaldrix.monitoring.compliance.drift;

import java.time.Instant;

/**
 * A moment with a name, to compare with.
 *
 * @param name such as {@code audit-2026}
 * @param at the moment
 * @param createdBy who gave it the name
 * @param createdAt when
 */
public record Baseline(String name, Instant at, String createdBy, Instant createdAt) {}
