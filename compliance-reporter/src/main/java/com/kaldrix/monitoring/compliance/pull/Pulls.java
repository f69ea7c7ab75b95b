package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.compliance.finding.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The state of asking, which survives a restart. Safe for several replicas: a lease is held by one, and whoever has lost it writes nothing. */
interface Pulls extends CollectionStates {
    /** Wants these targets and no others; what is known of those that stay stays. */
    void want(Collection<Target> targets, Instant now);

    /** Leases the target that has been due the longest; empty when none is due that nobody asks. */
    Optional<Lease> claim(String holder, Duration validFor, Instant now);

    /** Makes the caller's transaction one of the holder's, and the lease last longer; throws {@link LostLeaseException} when it is another's by now. */
    void hold(Lease lease, Duration validFor);

    /** Notes where the look is, in a transaction that holds the lease. */
    void at(Lease lease, Round round, String place, List<String> problems);

    /** Notes what a look at all that there is has seen, in a transaction that holds the lease. */
    void saw(Target target, Collection<Origin> origins);

    /** All that the look at all that there is has seen. */
    Set<Origin> seen(Target target);

    /** How much of the look could not be read, and the first of it; empty when all could. */
    Optional<String> problems(Lease lease);

    /** The look has come to its end and all of it could be read; in a transaction that holds the lease, which ends. */
    void collected(Lease lease, Round round, Instant next);

    /** The look has come to its end, and some of it could not be read; in a transaction that holds the lease, which ends. */
    void unread(Lease lease, Round round, CollectionState.Trouble trouble, Instant next);

    /** The look failed for now; it is taken up where it was. In a transaction that holds the lease, which ends. */
    void failed(Lease lease, CollectionState.Trouble trouble, boolean begins, Instant next);

    /** Gives the lease back; whoever takes the target next goes on where this one was. */
    void release(Lease lease);

    /**
     * A target and what is known of asking it.
     *
     * @param token which lease it is
     * @param round the look that goes on; empty when a new one begins
     * @param place where it goes on; empty for the beginning
     * @param wholeAt when the latest look at all that there is began; empty for never
     * @param askedUntil until where looks for what is new have come; empty for nowhere
     * @param trouble what has kept it from being collected; empty when nothing has
     */
    record Lease(
            Target target,
            long token,
            Optional<Round> round,
            String place,
            Optional<Instant> wholeAt,
            Optional<Instant> askedUntil,
            Optional<CollectionState.Trouble> trouble) {}

    /** Another replica has the target by now. */
    final class LostLeaseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostLeaseException(Target target) {
            super("another replica asks " + target + " by now");
        }
    }
}
