package com.kaldrix.monitoring.compliance.remediation;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.remediation.Remediation.Judgement;
import com.kaldrix.monitoring.compliance.remediation.Remediation.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What was asked to be put right. Everything that changes it is kept as a step. */
public interface Remediations {
    /**
     * Adds one with its first step, in the caller's transaction.
     *
     * @return false when one of the same playbook is open for the finding already; then nothing is added
     */
    boolean add(Remediation remediation, Step first);

    /** The one with this id, locked for the caller's transaction; empty when there is none. */
    Optional<Remediation> lock(UUID id);

    /** The one with this id; empty when there is none. */
    Optional<Remediation> find(UUID id);

    /** Its steps, the first first. */
    List<Step> steps(UUID id);

    /** Brings it to a state, in the caller's transaction. */
    void bring(UUID id, State state, Step step);

    /** Judges it, in the caller's transaction. */
    void judge(UUID id, Judgement judgement, Step step);

    /** A page, what was asked for last comes first. */
    Page<Remediation> find(Filter filter, Optional<Cursor> after, int limit);

    /** Ids of those that are not judged yet, the oldest first. */
    List<UUID> open(int most);

    /** Findings that a playbook was asked for at this instant or later. */
    Set<UUID> askedSince(String playbook, Instant since);

    /** Which ones. */
    record Filter(
            Optional<UUID> finding, Optional<String> playbook, Optional<State> state, Optional<Judgement> judgement) {
        /** All. */
        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Something that happened to it.
     *
     * @param what such as {@code approved}
     * @param by who did it
     * @param note what they had to say; empty for nothing
     */
    record Step(Instant at, String what, String by, String note) {}
}
