package com.kaldrix.monitoring.anomaly.journal;

/**
 * Something that a shard has taken in.
 *
 * @param seq place in the shard's order, from 1, without gaps
 * @param kind what it is
 * @param body a batch as it came, as bytes of UTF-8; a tick's time in milliseconds since the epoch, as eight bytes
 */
public record Entry(long seq, Kind kind, byte[] body) {
    /** What an entry is. */
    public enum Kind {
        /** Windows of metrics: the CloudEvent as it came. */
        BATCH,
        /** Time went by, so that what has not come can be missed. */
        TICK
    }
}
