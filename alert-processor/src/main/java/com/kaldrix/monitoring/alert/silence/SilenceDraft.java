package com.kaldrix.monitoring.alert.silence;

import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A silence as somebody asks for it.
 *
 * @param matchers which alerts it covers
 * @param startsAt from when; now for a time that has passed, where a new silence is made of it
 * @param endsAt until when
 * @param createdBy who wants it; may be empty
 * @param comment why; may be empty
 */
public record SilenceDraft(Matchers matchers, Instant startsAt, Instant endsAt, String createdBy, String comment) {
    public SilenceDraft {
        startsAt = startsAt.truncatedTo(ChronoUnit.MICROS);
        endsAt = endsAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws InvalidSilenceException in Alertmanager's words */
    void check(Instant now) {
        if (!startsAt.isBefore(endsAt)) {
            throw new InvalidSilenceException("Failed to create silence: start time must be before end time");
        }
        if (endsAt.isBefore(now)) {
            throw new InvalidSilenceException("Failed to create silence: end time can't be in the past");
        }
        if (matchers.isEmpty()) {
            throw new InvalidSilenceException("silence invalid: at least one matcher required");
        }
        if (matchers.all().stream().allMatch(matcher -> matcher.matchesValue(""))) {
            throw new InvalidSilenceException("silence invalid: at least one matcher must not match the empty string");
        }
    }
}
