package com.kaldrix.monitoring.compliance.breach;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Data may have been lost or seen, or were.
 *
 * @param title one line for people
 * @param discoveredAt when somebody knew, or was told; clocks run from here
 * @param opened who opened it, and when
 * @param state what is known by now
 * @param decision who said so last; empty when nobody has
 * @param clocks one for each regime
 * @param findings what says so
 */
public record BreachCase(
        UUID id,
        String title,
        Instant discoveredAt,
        Word opened,
        State state,
        Optional<Word> decision,
        List<Clock> clocks,
        List<UUID> findings) {
    public BreachCase {
        clocks = List.copyOf(clocks);
        findings = List.copyOf(findings);
    }

    /** What is known. Clocks run unless it was no breach. */
    public enum State {
        SUSPECTED,
        CONFIRMED,
        DISMISSED
    }

    /** What somebody said, and when. */
    public record Word(String by, Instant at, String words) {}

    /**
     * A clock.
     *
     * @param dueAt when it runs out
     * @param notified who said that it was notified, when that was, and under which reference; empty as long as it runs
     */
    public record Clock(Regime regime, Instant dueAt, Optional<Word> notified) {}

    /** Whether a clock of it runs. */
    public boolean isOpen() {
        return state != State.DISMISSED
                && clocks.stream().anyMatch(clock -> clock.notified().isEmpty());
    }
}
