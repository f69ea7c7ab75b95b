package com.kaldrix.monitoring.anomaly.shard;

/**
 * The right to work on a shard.
 *
 * @param shard which share of all series, from 0
 * @param token greater than that of every holder before; whoever has an older one is not heard any more
 */
public record Lease(int shard, long token) {}
