package com.kaldrix.monitoring.anomaly.backtest.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A back-test that somebody asked for.
 *
 * @param source what is looked at, in words
 * @param rows how many there are
 * @param done how many of them have been looked at
 * @param endedAt null while it goes on
 * @param reason why it failed or is lost; null else
 * @param result null until it is done
 */
record Job(
        UUID id,
        String source,
        JobState state,
        int rows,
        int done,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String reason,
        @Nullable Result result) {}
