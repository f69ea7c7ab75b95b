package com.kaldrix.monitoring.compliance.reporting.run;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.report.ReportKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** All reports that are to be made, are being made, or are kept. Safe for several replicas. */
public interface ReportRuns {
    /**
     * Adds one that waits, in the caller's transaction.
     *
     * @return false when the schedule has asked for one of that kind and period before
     */
    boolean add(ReportRun run);

    Optional<ReportRun> find(UUID id);

    /**
     * A page, the one that was asked for last first.
     *
     * @param kind empty for all
     * @param state empty for all
     */
    Page<ReportRun> find(Optional<ReportKind> kind, Optional<ReportRun.State> state, Optional<Cursor> after, int limit);

    /**
     * Takes one in hand that is due: one that waits, or one whose holder has not been heard of for as long as it said.
     *
     * @param holder who takes it
     * @param lease how long nobody else may take it
     */
    Optional<Claim> claim(UUID holder, Duration lease);

    /** A run in hand, and the number of the attempt, from 1. */
    record Claim(ReportRun run, int attempt) {}

    /**
     * Says that it is still in hand, and how far it is.
     *
     * @return false when somebody else has it
     */
    boolean renew(UUID id, UUID holder, ReportRun.Progress progress, Duration lease);

    /**
     * Writes down what was made, in the caller's transaction.
     *
     * @param findings how many findings it has
     * @return false when somebody else has it, who will make it
     */
    boolean finish(UUID id, UUID holder, MadeReport made, long findings);

    /** Writes down that it failed; it is tried again after a time, or never when that is empty. */
    void fail(UUID id, UUID holder, String error, Optional<Duration> retryIn);

    /** Gives back all that somebody has in hand. */
    void release(UUID holder);

    /**
     * Up to when the calendar has been looked at, in the caller's transaction, which alone looks at it until its end; empty while another one does.
     *
     * @param beginning what is kept and returned the first time
     */
    Optional<Instant> plannedUntil(ReportKind kind, Instant beginning);

    /** Keeps it, in the caller's transaction. */
    void planned(ReportKind kind, Instant until);

    /** Forgets those that need not be kept any more; how many they were. */
    int forget(Instant now);
}
