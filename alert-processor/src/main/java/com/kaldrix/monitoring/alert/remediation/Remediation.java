package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.alert.remediation.RemediationRule.Mode;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a machine puts right, has put right, or did not.
 *
 * @param id identity; of one that another service asked for, the id that it gave
 * @param rule name of the rule
 * @param mode the rule's mode when it was planned
 * @param plan what is done, without words in braces any more
 * @param origin what asked for it
 * @param state where it stands
 * @param times when what happened
 * @param course who agreed, and what came of it
 */
record Remediation(
        UUID id,
        String rule,
        Mode mode,
        RemediationRule.Plan plan,
        Origin origin,
        State state,
        Times times,
        Course course) {

    /** Where it stands. */
    enum State {
        /** Its rule tries out what it would do. */
        DRY_RUN,
        /** Somebody has to agree. */
        WAITING,
        /** It may be begun. */
        READY,
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** Nobody knows whether it was done, or whether it still is. */
        UNKNOWN,
        /** Somebody refused, or a guard rail was in the way. */
        REFUSED,
        /** Nobody agreed in time. */
        EXPIRED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What asked for it.
     *
     * @param incident the incident that the alert belongs to; null for what another service asked for
     * @param alert the alert; null together with the incident
     * @param requested whether another service asked for it, and waits for the result
     * @param by who asked
     * @param reason why
     */
    record Origin(@Nullable UUID incident, @Nullable Fingerprint alert, boolean requested, String by, String reason) {}

    /**
     * @param createdAt when it was asked for
     * @param expiresAt when it is no longer to be begun
     * @param decidedAt when somebody agreed or refused; null while nobody has
     * @param startedAt when it was begun; null while it was not
     * @param endedAt when its end was known; null while it is not
     */
    record Times(
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant decidedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /**
     * @param decidedBy who agreed or refused; null while nobody has
     * @param reference what to ask for its progress by; null until it was taken
     * @param output what whoever carried it out said, or why it was not carried out; often empty
     * @param cured whether the alert was over in time; null while nobody can say
     */
    record Course(
            @Nullable String decidedBy,
            @Nullable String reference,
            String output,
            @Nullable Boolean cured) {
        static final Course NONE = new Course(null, null, "", null);
    }

    /** The same, brought to another state by somebody. */
    Remediation decided(State next, String by, String why, Instant now) {
        Instant end = next == State.REFUSED ? now : null;
        return new Remediation(
                id,
                rule,
                mode,
                plan,
                origin,
                next,
                new Times(times.createdAt, times.expiresAt, now, times.startedAt, end),
                new Course(by, course.reference, why, course.cured));
    }

    Remediation begun(Instant now) {
        return new Remediation(
                id,
                rule,
                mode,
                plan,
                origin,
                State.RUNNING,
                new Times(times.createdAt, times.expiresAt, times.decidedAt, now, null),
                course);
    }

    Remediation taken(String reference) {
        Course taken = new Course(course.decidedBy, reference, course.output, course.cured);
        return new Remediation(id, rule, mode, plan, origin, state, times, taken);
    }

    Remediation ended(State end, String output, Instant now) {
        return new Remediation(
                id,
                rule,
                mode,
                plan,
                origin,
                end,
                new Times(times.createdAt, times.expiresAt, times.decidedAt, times.startedAt, now),
                new Course(course.decidedBy, course.reference, output, course.cured));
    }

    Remediation judged(boolean cured) {
        Course known = new Course(course.decidedBy, course.reference, course.output, cured);
        return new Remediation(id, rule, mode, plan, origin, state, times, known);
    }

    Executor.Task task() {
        Instant started = times.startedAt();
        return new Executor.Task(
                id, plan.order(), plan.target(), plan.timeout(), started == null ? times.createdAt() : started);
    }

    /** In words for people. */
    String words() {
        return plan.order().words();
    }

    Instant patience() {
        return task().startedAt().plus(plan.timeout());
    }

    /** How long whoever begins it may take: then they must have died. */
    Duration lease() {
        return plan.timeout().plus(Duration.ofMinutes(1));
    }
}
