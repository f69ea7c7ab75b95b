package com.kaldrix.monitoring.anomaly.shard;

/** Somebody else works on the shard now. What was to be written has not been, and what is in memory of it is worth nothing. */
public final class LostLeaseException extends RuntimeException {
    public LostLeaseException(Lease lease) {
        super("shard " + lease.shard() + " is not held with token " + lease.token() + " any more");
    }
}
