package com.kaldrix.monitoring.metrics.window;

import java.util.UUID;

/**
 * Windows of a shard, ready to be sent.
 *
 * @param id the same for the same windows, so that a repetition can be told
 * @param shard which share of the series
 * @param body a {@code com.kaldrix.metric.batch.v1} event
 */
public record WindowMessage(UUID id, int shard, String body) {}
