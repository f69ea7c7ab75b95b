package com.kaldrix.monitoring.compliance.remediation;

import com.kaldrix.monitoring.compliance.finding.FindingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that is asked to be put right.
 *
 * @param order what is asked, for which finding
 * @param asked who asked, why, when, and until when
 * @param state how far it has come, by the word of whoever carries it out
 * @param stateAt since when
 * @param judgement whether it helped, by the state of the finding alone
 * @param judgedAt when that was found; empty while it is open
 */
public record Remediation(
        UUID id,
        Order order,
        Asked asked,
        State state,
        Instant stateAt,
        Judgement judgement,
        Optional<Instant> judgedAt) {
    /**
     * What is asked.
     *
     * @param playbook which was chosen
     * @param action what is to be done
     * @param parameters of the action
     * @param finding what asks for it
     * @param resourceType of its resource; empty when it is not known
     */
    public record Order(
            String playbook, String action, Map<String, String> parameters, FindingKey finding, String resourceType) {
        public Order {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * Who asked.
     *
     * @param expiresAt when it is no longer to be begun
     * @param settlesWithin how long after it should have been done the finding may take to say so
     */
    public record Asked(String by, String reason, Instant at, Instant expiresAt, Duration settlesWithin) {}

    /** How far it has come. */
    public enum State {
        /** Somebody has to agree. */
        PROPOSED,
        /** Somebody did not agree. */
        REJECTED,
        /** Nobody agreed in time. */
        EXPIRED,
        /** It was sent. */
        REQUESTED,
        STARTED,
        EXECUTED,
        FAILED,
        /** Whoever carries it out did not want to. */
        REFUSED,
        ROLLED_BACK;

        /** Whether it was sent to whoever carries it out. */
        public boolean isSent() {
            return this != PROPOSED && this != REJECTED && this != EXPIRED;
        }
    }

    /** Whether it helped. */
    public enum Judgement {
        /** The finding has not become another yet, and has time left. */
        OPEN,
        /** The finding has passed, or is gone, since it was asked for. */
        HELPED,
        /** The finding still fails after all the time that it had. */
        DID_NOT_HELP,
        /** It was never sent. */
        NEVER_TRIED
    }

    /** Until when the finding may become another: by the word of whoever carried it out since when, or, without one, since it was to be begun at the latest. */
    public Instant settlesBy() {
        boolean over = state == State.EXECUTED
                || state == State.FAILED
                || state == State.REFUSED
                || state == State.ROLLED_BACK;
        return (over ? stateAt : asked.expiresAt()).plus(asked.settlesWithin());
    }
}
