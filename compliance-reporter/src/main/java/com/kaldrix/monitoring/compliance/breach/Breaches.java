package com.kaldrix.monitoring.compliance.breach;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.breach.BreachCase.State;
import com.kaldrix.monitoring.compliance.breach.BreachCase.Word;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Breaches. None is ever deleted. */
public interface Breaches {
    /** Adds one, in the caller's transaction. */
    void add(BreachCase breach);

    /** Adds what says so too, in the caller's transaction. */
    void attach(UUID id, List<UUID> findings);

    /** The one with this id, locked for the caller's transaction; empty when there is none. */
    Optional<BreachCase> lock(UUID id);

    /** The one with this id; empty when there is none. */
    Optional<BreachCase> find(UUID id);

    /** Says what is known by now, in the caller's transaction. */
    void decide(UUID id, State state, Word decision);

    /** Stops a clock, in the caller's transaction; false when it has stopped, or there is none. */
    boolean stop(UUID id, Regime regime, Word notified);

    /** A page, what was discovered last comes first. */
    Page<BreachCase> find(Optional<State> state, Optional<Cursor> after, int limit);

    /** All of which a clock runs. */
    List<BreachCase> open();
}
