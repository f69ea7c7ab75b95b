package com.kaldrix.monitoring.anomaly.journal;

import com.kaldrix.monitoring.anomaly.shard.Lease;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The journals and checkpoints of all shards. Entries are added in the transaction that has their effect, so that an entry that
 * is there has had its effect, and one that is not has had none: whoever reads them again restores what was in memory, and
 * nothing else. Each write is refused with {@link com.kaldrix.monitoring.anomaly.shard.LostLeaseException} when the shard has
 * another holder.
 */
public interface Journal {
    /**
     * Adds what has not been added before, in the caller's transaction.
     *
     * @param incoming in the order in which it is to stand; messages that were added before are left out
     * @return the new entries, in their order
     * @throws IllegalStateException if the caller has no transaction
     */
    List<Entry> append(Lease lease, List<Incoming> incoming, Instant now);

    /** Keeps a checkpoint in place of the slice's one before. */
    void keep(Lease lease, Checkpoint checkpoint, Instant now);

    /** The checkpoints of a shard, in the order of their slices. */
    List<Checkpoint> checkpoints(int shard);

    /** Shows the entries of a shard behind a place, in their order, without holding all of them in memory. */
    void replay(int shard, long after, Consumer<Entry> reader);

    /**
     * Deletes what no checkpoint needs any more.
     *
     * @param upTo the last entry that every slice's checkpoint holds
     */
    void forget(Lease lease, long upTo);

    /** Forgets which messages came before that time; how many. */
    int forgetMessages(Instant before);
}
