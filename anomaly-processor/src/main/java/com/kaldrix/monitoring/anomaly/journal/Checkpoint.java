package com.kaldrix.monitoring.anomaly.journal;

/**
 * What is known of the series of a slice of a shard.
 *
 * @param slice which, from 0
 * @param seq the last entry of the journal that the state holds; 0 when it holds none
 * @param series how many series the state holds
 * @param state the state
 */
public record Checkpoint(int slice, long seq, int series, byte[] state) {}
