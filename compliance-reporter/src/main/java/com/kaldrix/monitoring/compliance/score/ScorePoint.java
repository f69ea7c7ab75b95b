package com.kaldrix.monitoring.compliance.score;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A score at one time.
 *
 * @param at since when it was so
 * @param framework which standard
 * @param part which part of it
 * @param percent ours; empty when nothing was known
 * @param coverage on how much
 * @param securityHub Security Hub's; empty when it had no data
 */
public record ScorePoint(
        UUID id,
        Instant at,
        String framework,
        Part part,
        OptionalInt percent,
        Coverage coverage,
        OptionalInt securityHub) {}
