package com.kaldrix.monitoring.anomaly.shard;

import java.time.Duration;

/** What is done on a shard for as long as this replica holds it. For one thread. */
public interface ShardWork extends AutoCloseable {
    /** Begins work on shards. */
    @FunctionalInterface
    interface Start {
        /** What is to be done under a lease that was just taken; nothing has been read or written yet. */
        ShardWork on(Lease lease);
    }

    /**
     * Does what is at hand, for no longer than a few seconds; waits for something to do when there is nothing.
     *
     * @param idle how long to wait at most
     * @throws LostLeaseException if somebody else holds the shard now
     */
    void step(Duration idle) throws InterruptedException;

    /** Keeps what another replica needs to go on. The lease is still held. */
    void handOver();

    /** Lets go of what is in memory. */
    @Override
    void close();
}
