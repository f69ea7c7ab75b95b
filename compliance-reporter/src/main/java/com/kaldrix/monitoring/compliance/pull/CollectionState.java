package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with asking a target.
 *
 * @param wantedSince since when it is to be asked
 * @param collectedAt all that it had at this time is known; empty when it never was
 * @param wholeAt when it was last asked for all that it has; empty when it never was
 * @param trouble why it is not collected; empty when it is, or has not been tried
 * @param nextAt when it is asked next
 * @param running whether some replica asks it now
 */
public record CollectionState(
        Target target,
        Instant wantedSince,
        Optional<Instant> collectedAt,
        Optional<Instant> wholeAt,
        Optional<Trouble> trouble,
        Instant nextAt,
        boolean running) {
    /**
     * What keeps it from being collected.
     *
     * @param since the first of the failures that go on
     * @param words a sentence for people
     * @param failures how many in a row
     */
    public record Trouble(Reason reason, Instant since, String words, int failures) {}

    /** The word for it. */
    public enum Word {
        COLLECTED,
        NOT_COLLECTED,
        /** Nobody has tried yet. */
        WAITING
    }

    public Word word() {
        if (trouble.isPresent()) {
            return Word.NOT_COLLECTED;
        }
        return collectedAt.isPresent() ? Word.COLLECTED : Word.WAITING;
    }

    /** What is not known since when: since what is known ends, or, when nothing is, since it is wanted. */
    public Instant knownUntil() {
        return collectedAt.orElse(wantedSince);
    }
}
