package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.trail.TrailEntry;
import com.kaldrix.monitoring.compliance.audit.tree.Tiles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit trail. Safe for several threads and replicas. */
public interface Trail {
    /**
     * Has these recorded, in the caller's transaction and in this order: they are in the trail if it commits, and get their places
     * soon after.
     */
    void append(List<Record> records, Instant now);

    /**
     * Gives places to what waits, oldest first. One replica does it at a time; another one finds nothing to do meanwhile.
     *
     * @param most how many at once
     * @return how many got a place
     */
    int sequence(int most);

    /** How many entries have a place. */
    long size();

    /** How many wait for one. */
    long waiting();

    /** The tree over the entries that have a place. */
    Tiles tiles();

    /**
     * Entries in their order.
     *
     * @param from the first place, from 0
     * @param most how many
     * @return fewer at the end of the trail
     */
    List<TrailEntry> entries(long from, int most);

    /** Keeps a checkpoint; one of that size that is there already stays. */
    void keep(long size, SignedNote checkpoint, Instant now);

    /** The checkpoints, the smallest first. */
    List<SignedNote> checkpoints();

    /** The newest checkpoint; empty before the first. */
    Optional<Kept> latest();

    /** A checkpoint and when it was made. */
    record Kept(long size, Instant at, SignedNote note) {}
}
