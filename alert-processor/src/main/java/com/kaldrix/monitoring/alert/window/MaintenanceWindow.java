package com.kaldrix.monitoring.alert.window;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Times at which certain alerts are kept and counted and nobody is told of them. What still fires at the end of such a time is told
 * then.
 *
 * @param id identity
 * @param kind what it is for
 * @param name what people call it; never empty
 * @param matchers which alerts it covers, by the labels that routes see; never empty, and one of them needs a label
 * @param schedule when it holds
 * @param comment why; may be empty
 * @param made who made it and when
 * @param cancelledAt since when it holds no more because somebody said so; null while it does
 */
public record MaintenanceWindow(
        UUID id,
        Kind kind,
        String name,
        Matchers matchers,
        Schedule schedule,
        String comment,
        Made made,
        @Nullable Instant cancelledAt) {
    /** What a window is for. */
    public enum Kind {
        /** Somebody works on something: people are reminded before it begins and before it ends. */
        MAINTENANCE,
        /** A silence that comes again: nobody is reminded. */
        SILENCE;

        /** In a sentence, before its name. */
        public String words() {
            return this == MAINTENANCE ? "maintenance window" : "recurring silence";
        }
    }

    /** Where a window stands. */
    public enum State {
        UPCOMING,
        ACTIVE,
        OVER,
        CANCELLED
    }

    /**
     * @param by whose token made or last changed it; the file's name for one of the configuration
     * @param createdAt when it was made
     * @param updatedAt when it was last changed
     * @param file whether it stands in the configuration, and so cannot be changed here
     */
    public record Made(String by, Instant createdAt, Instant updatedAt, boolean file) {}

    /** @param labels what routes see of an alert */
    public boolean covers(Labels labels) {
        return matchers.matches(labels);
    }

    /** Whether it holds at this time, and which of its times that is. */
    public Optional<Occurrence> at(Instant now) {
        return cancelledAt == null ? schedule.at(now) : Optional.empty();
    }

    /** The time that goes on, or the first that comes; empty when it holds no more. */
    public Optional<Occurrence> currentOrNext(Instant now) {
        return cancelledAt == null ? schedule.currentOrNext(now) : Optional.empty();
    }

    public State stateAt(Instant now) {
        if (cancelledAt != null) {
            return State.CANCELLED;
        }
        return schedule.currentOrNext(now)
                .map(occurrence -> occurrence.contains(now) ? State.ACTIVE : State.UPCOMING)
                .orElse(State.OVER);
    }

    MaintenanceWindow cancelled(Instant now) {
        return new MaintenanceWindow(id, kind, name, matchers, schedule, comment, made, now);
    }

    MaintenanceWindow changed(WindowDraft draft, String by, Instant now) {
        return new MaintenanceWindow(
                id,
                draft.kind(),
                draft.name(),
                draft.matchers(),
                draft.schedule(),
                draft.comment(),
                new Made(by, made.createdAt(), now, made.file()),
                null);
    }
}
