package com.kaldrix.monitoring.alert.silence;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Instant;
import java.util.UUID;

/**
 * What people do not want to hear of for a time.
 *
 * @param id identity
 * @param matchers which alerts it covers, by the labels that routes see; never empty, and one of them needs a label
 * @param startsAt from when
 * @param endsAt until when, itself not included
 * @param updatedAt when it was last changed
 * @param createdBy who wants it, in the words of the request; may be empty
 * @param comment why; may be empty
 * @param author whose token made it
 */
public record Silence(
        UUID id,
        Matchers matchers,
        Instant startsAt,
        Instant endsAt,
        Instant updatedAt,
        String createdBy,
        String comment,
        String author) {

    /** Where a silence stands. */
    public enum State {
        PENDING,
        ACTIVE,
        EXPIRED
    }

    /** As Alertmanager reckons it ({@code types.CalcSilenceState}). */
    public State stateAt(Instant now) {
        if (now.isBefore(startsAt)) {
            return State.PENDING;
        }
        return now.isBefore(endsAt) ? State.ACTIVE : State.EXPIRED;
    }

    /** @param labels what routes see of an alert */
    public boolean covers(Labels labels) {
        return matchers.matches(labels);
    }

    static Silence of(UUID id, SilenceDraft draft, Instant startsAt, Instant now, String author) {
        return new Silence(
                id, draft.matchers(), startsAt, draft.endsAt(), now, draft.createdBy(), draft.comment(), author);
    }

    /**
     * Whether it can be changed into this and keep its identity ({@code silence.canUpdate}): what it covers stays, an active
     * one keeps its start to the second and ends later than now, and one that has not begun does not begin in the past.
     */
    boolean canBecome(SilenceDraft draft, Instant now) {
        if (!matchers.equals(draft.matchers())) {
            return false;
        }
        return switch (stateAt(now)) {
            case PENDING -> !draft.startsAt().isBefore(now);
            case ACTIVE ->
                draft.startsAt().getEpochSecond() == startsAt.getEpochSecond()
                        && !draft.endsAt().isBefore(now);
            case EXPIRED -> false;
        };
    }

    /** The same, over at {@code now}; one that has not begun never does. */
    Silence expired(Instant now) {
        Instant start = now.isBefore(startsAt) ? now : startsAt;
        return new Silence(id, matchers, start, now, now, createdBy, comment, author);
    }
}
