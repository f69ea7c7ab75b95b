package com.kaldrix.monitoring.anomaly.shard;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Leases of shards, shared by all replicas. Times are those of one clock, that of whoever keeps the leases, so that the clocks
 * of the replicas do not matter.
 */
public interface Leases {
    /** Sees to it that there are so many shards; to be called before anything else. There are never fewer. */
    void provide(int shards);

    /**
     * Says that a replica lives, and renews what it holds.
     *
     * @param held the leases that it believes it has
     * @return those that it really has; the others are lost
     */
    List<Lease> renew(Member member, Collection<Lease> held, Duration validFor);

    /** How many shards fall to each of the replicas that live; at least 1. */
    int fairShare();

    /**
     * Takes shards that nobody holds: those first that the replica's ordinal prefers.
     *
     * @param most how many at most
     */
    List<Lease> claim(Member member, int most, Duration validFor);

    /** Gives a shard back, so that another can take it at once; nothing when it is lost already. */
    void release(Lease lease);

    /** Says that a replica is about to end and must not be counted any more. */
    void leave(Member member);

    /**
     * Holds a lease for the length of the caller's transaction: nobody else can take the shard until it ends.
     *
     * @throws LostLeaseException if somebody else has taken it
     * @throws IllegalStateException if the caller has no transaction
     */
    void fence(Lease lease);

    /**
     * A replica.
     *
     * @param name unique among those that live
     * @param ordinal its place among the replicas, from 0
     * @param replicas how many there are meant to be, at least 1; only a preference follows from it
     */
    record Member(String name, int ordinal, int replicas) {
        public Member {
            if (ordinal < 0 || replicas < 1) {
                throw new IllegalArgumentException("a replica's place is from 0 and there is at least one");
            }
        }
    }
}
