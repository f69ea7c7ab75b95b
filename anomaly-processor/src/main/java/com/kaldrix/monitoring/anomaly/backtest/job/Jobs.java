package com.kaldrix.monitoring.anomaly.backtest.job;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** All back-tests that were asked for. */
interface Jobs {
    /** Keeps a new one, in the caller's transaction. */
    void add(Job job, String runner);

    /** A page of them, the youngest first. */
    Page<Job> find(Optional<Cursor> after, int limit);

    Optional<Job> find(UUID id);

    /** What a finished one wrote, compressed with gzip. */
    Optional<byte[]> output(UUID id);

    /** Says that so many rows are done; false when it is to go on no more. */
    boolean progress(UUID id, int done, Instant now);

    /** Says how it ended, unless it had ended before. */
    boolean end(UUID id, JobState state, String reason, Instant now);

    /** Says what came out, unless it had ended before. */
    void finish(UUID id, Run.Outcome outcome, Instant now);

    /** This replica still works on its jobs. */
    void heartbeat(String runner, Instant now);

    /** This replica works on nothing any more; how many jobs are lost by that. */
    int lose(String runner, Instant now);

    /** Jobs of which nobody has said since that he works on them are lost; how many. */
    int loseSilent(Instant since, Instant now);

    /** Forgets those that were asked for before; how many. */
    int forget(Instant before);
}
