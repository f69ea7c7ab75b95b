package com.kaldrix.monitoring.alert.load;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was called: a message that reached a person, or went out by a means that pages.
 *
 * @param receiver who, as deliveries name them: {@code person:ada}, or a receiver of the file
 * @param call what it belongs to; the further means by which the same call was made are no calls of their own
 * @param at when it was decided
 * @param rules names of the alerts that it told of
 * @param ending what became of the incident
 */
record Paged(String receiver, Call call, Instant at, List<String> rules, Ending ending) {
    private static final String PERSON = "person:";

    Paged {
        rules = List.copyOf(rules);
    }

    /**
     * @param incident which
     * @param step key of the opening or of the step of escalation
     */
    record Call(UUID incident, String step) {}

    /**
     * @param acknowledgedAt when somebody took it; null where nobody has
     * @param resolvedAt when it was over; null while it is not
     * @param resolvedBy who said so; null where its alerts did
     */
    record Ending(
            @Nullable Instant acknowledgedAt,
            @Nullable Instant resolvedAt,
            @Nullable String resolvedBy) {
        /** Whether it was over before anybody took it or ended it. */
        boolean byItself() {
            return resolvedAt != null && resolvedBy == null && acknowledgedAt == null;
        }
    }

    /** The id of the person; empty where a service was told. */
    Optional<String> person() {
        return receiver.startsWith(PERSON) ? Optional.of(receiver.substring(PERSON.length())) : Optional.empty();
    }
}
