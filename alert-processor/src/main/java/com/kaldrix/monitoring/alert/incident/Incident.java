package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of one route and group, from the first that fires until all are over.
 *
 * @param id identity
 * @param group what it is an incident of
 * @param title one line for people
 * @param state where it stands
 * @param severity the worst of its alerts so far
 * @param times when what happened
 * @param acknowledgedBy who has taken it; null while nobody has
 * @param resolvedBy who said that it is over; null when its alerts did, or while it is not
 * @param flushAt when the group is looked at next
 * @param escalation where escalation stands
 * @param hold what keeps everything back that fires; null while nothing does
 */
public record Incident(
        UUID id,
        Group group,
        String title,
        State state,
        Severity severity,
        Times times,
        @Nullable String acknowledgedBy,
        @Nullable String resolvedBy,
        Instant flushAt,
        Escalation escalation,
        @Nullable Hold hold) {

    /** Where an incident stands. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        RESOLVED
    }

    /**
     * @param key Alertmanager's group key; at most one incident of a key is not resolved
     * @param routeKey key of the route
     * @param receiver name of the route's receiver
     * @param labels the group labels
     * @param region where its first alert came from; empty when unknown
     */
    public record Group(String key, String routeKey, String receiver, Labels labels, String region) {}

    /**
     * @param openedAt when the first alert came
     * @param toldAt when the first notification was decided; null while nobody has been told
     * @param acknowledgedAt when somebody took it; null while nobody has
     * @param snoozedUntil until when it keeps quiet; {@link #UNTIL_RESOLVED} for good; null when it does not
     * @param resolvedAt when it was over; null while it is not
     */
    public record Times(
            Instant openedAt,
            @Nullable Instant toldAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant snoozedUntil,
            @Nullable Instant resolvedAt) {
        /** As {@code snoozedUntil}: quiet until it is resolved. */
        public static final Instant UNTIL_RESOLVED = Instant.parse("9999-12-31T00:00:00Z");

        /** For people: the time itself, or that it is until the incident is over. */
        static String words(@Nullable Instant until) {
            return UNTIL_RESOLVED.equals(until) ? "it is resolved" : String.valueOf(until);
        }
    }

    /**
     * @param policy name of the policy; null for none
     * @param round how often it has begun anew
     * @param step index of the step that comes next
     * @param since from when the steps of this round are counted; null until the first notification
     * @param at when the next step is due; null when none is
     */
    public record Escalation(
            @Nullable String policy,
            int round,
            int step,
            @Nullable Instant since,
            @Nullable Instant at) {
        public static final Escalation NONE = new Escalation(null, 0, 0, null, null);
    }

    /**
     * All that fires is held back: nobody is told, and escalation rests.
     *
     * @param since since when
     * @param reason what holds it back
     */
    public record Hold(Instant since, Reason reason) {
        /** What can hold alerts back; the first that applies to one of them is named. */
        public enum Reason {
            TIME_INTERVAL,
            MAINTENANCE,
            SILENCE,
            CONDITION,
            INHIBITION;

            /** As it is written in the database and for people: {@code time interval}. */
            String words() {
                return name().toLowerCase(Locale.ROOT).replace('_', ' ');
            }

            /** In a sentence. */
            String article() {
                return switch (this) {
                    case TIME_INTERVAL -> "a time interval";
                    case MAINTENANCE -> "a maintenance window";
                    case CONDITION -> "a condition";
                    case SILENCE -> "a silence";
                    case INHIBITION -> "another alert";
                };
            }
        }
    }

    static Incident open(UUID id, Group group, String title, Severity severity, Instant now, Instant flushAt) {
        Times times = new Times(now, null, null, null, null);
        return new Incident(id, group, title, State.OPEN, severity, times, null, null, flushAt, Escalation.NONE, null);
    }

    /** What joins all messages on this incident at a channel that knows such keys. */
    public String dedupKey() {
        return "kaldrix/" + id;
    }

    /** As {@link #dedupKey}, for one step of escalation, so that the step raises urgency anew. */
    public String dedupKey(int round, int step) {
        return dedupKey() + "/" + round + "." + (step + 1);
    }

    public boolean resolved() {
        return state == State.RESOLVED;
    }

    public boolean snoozedAt(Instant now) {
        Instant until = times.snoozedUntil();
        return until != null && until.isAfter(now);
    }

    /** The earliest time at which anything is to be done; empty once it is resolved. */
    public Optional<Instant> dueAt() {
        if (resolved()) {
            return Optional.empty();
        }
        return Stream.of(flushAt, escalation.at(), times.snoozedUntil())
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo);
    }

    Incident withTitle(String text) {
        return new Incident(
                id, group, text, state, severity, times, acknowledgedBy, resolvedBy, flushAt, escalation, hold);
    }

    /** The same, told to another receiver from now on. */
    Incident withReceiver(String receiver) {
        Group other = new Group(group.key(), group.routeKey(), receiver, group.labels(), group.region());
        return new Incident(
                id, other, title, state, severity, times, acknowledgedBy, resolvedBy, flushAt, escalation, hold);
    }

    Incident withSeverity(Severity worse) {
        return new Incident(
                id, group, title, state, worse, times, acknowledgedBy, resolvedBy, flushAt, escalation, hold);
    }

    Incident withFlushAt(Instant next) {
        return new Incident(
                id, group, title, state, severity, times, acknowledgedBy, resolvedBy, next, escalation, hold);
    }

    Incident withEscalation(Escalation next) {
        return new Incident(id, group, title, state, severity, times, acknowledgedBy, resolvedBy, flushAt, next, hold);
    }

    Incident told(Instant now) {
        Times told = new Times(times.openedAt(), now, times.acknowledgedAt(), times.snoozedUntil(), times.resolvedAt());
        return times.toldAt() != null ? this : withTimes(told);
    }

    Incident acknowledged(String actor, Instant now) {
        Times taken = new Times(times.openedAt(), times.toldAt(), now, times.snoozedUntil(), null);
        return new Incident(
                id, group, title, State.ACKNOWLEDGED, severity, taken, actor, null, flushAt, escalation, hold);
    }

    Incident reopened() {
        Times open = new Times(times.openedAt(), times.toldAt(), null, null, null);
        return new Incident(id, group, title, State.OPEN, severity, open, null, null, flushAt, escalation, hold);
    }

    Incident snoozed(@Nullable Instant until) {
        return withTimes(
                new Times(times.openedAt(), times.toldAt(), times.acknowledgedAt(), until, times.resolvedAt()));
    }

    Incident resolved(@Nullable String actor, Instant now) {
        Times over = new Times(times.openedAt(), times.toldAt(), times.acknowledgedAt(), null, now);
        Escalation stopped =
                new Escalation(escalation.policy(), escalation.round(), escalation.step(), escalation.since(), null);
        return new Incident(
                id, group, title, State.RESOLVED, severity, over, acknowledgedBy, actor, flushAt, stopped, null);
    }

    Incident held(@Nullable Hold by) {
        return new Incident(
                id, group, title, state, severity, times, acknowledgedBy, resolvedBy, flushAt, escalation, by);
    }

    private Incident withTimes(Times changed) {
        return new Incident(
                id, group, title, state, severity, changed, acknowledgedBy, resolvedBy, flushAt, escalation, hold);
    }
}
