package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.alert.remediation.Remediation.State;
import com.kaldrix.monitoring.common.event.RemediationResult.Outcome;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries out what is due, each on whichever replica finds it first. That something is begun is committed before it is, so
 * that a replica which dies in between leaves a remediation of which nobody knows whether it was done: that is said, its rule
 * stands still, and it is never done again by itself.
 */
@Component
class RemediationWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(RemediationWork.class);
    private static final Duration LOOK = Duration.ofMinutes(2);
    private static final Duration CURE = Duration.ofSeconds(15);
    private static final int MOST_OUTPUT = 16_000;
    private static final int SHOWN = 200;

    private final RemediationRows rows;
    private final RuleRows rules;
    private final GuardRails rails;
    private final RemediationJournal journal;
    private final Executors executors;
    private final WorkContext context;

    /**
     * @param transactions what runs a step as a whole or not at all
     * @param clock what decides what is due
     * @param properties how often to look
     */
    record WorkContext(TransactionOperations transactions, Clock clock, RemediationProperties properties) {}

    RemediationWork(
            RemediationRows rows,
            RuleRows rules,
            GuardRails rails,
            RemediationJournal journal,
            Executors executors,
            WorkContext context) {
        this.rows = rows;
        this.rules = rules;
        this.rails = rails;
        this.journal = journal;
        this.executors = executors;
        this.context = context;
    }

    @Override
    public String name() {
        return "remediation";
    }

    @Override
    public Duration run(Wake wake) {
        Optional<Runnable> step;
        do {
            step = Optional.ofNullable(context.transactions().execute(status -> next()))
                    .flatMap(found -> found);
            step.ifPresent(Runnable::run);
        } while (step.isPresent());
        return context.properties().pollInterval();
    }

    /** What is left to do once the transaction is committed; empty when nothing is due. */
    private Optional<Runnable> next() {
        Instant now = context.clock().instant();
        return rows.lockDue(now).map(due -> switch (due.state()) {
            case WAITING -> expire(due, now);
            case READY -> begin(due, now);
            case RUNNING -> look(due, now);
            case SUCCEEDED -> judge(due, now);
            case DRY_RUN, FAILED, UNKNOWN, REFUSED, EXPIRED -> () -> {};
        });
    }

    private Runnable expire(Remediation waiting, Instant now) {
        Remediation expired = waiting.ended(State.EXPIRED, "nobody agreed in time", now);
        rows.update(expired, false, null);
        journal.show(expired, null, "No " + expired.words() + ": nobody agreed in time.", now);
        journal.answer(expired, Outcome.REFUSED, "nobody agreed in time", now);
        journal.count(expired);
        return () -> {};
    }

    private Runnable begin(Remediation ready, Instant now) {
        Optional<String> refusal = rails.refuse(ready, now);
        if (refusal.isPresent()) {
            Remediation refused = ready.ended(State.REFUSED, refusal.get(), now);
            rows.update(refused, false, null);
            journal.show(refused, null, "No " + refused.words() + ": " + refusal.get() + ".", now);
            journal.answer(refused, Outcome.REFUSED, refusal.get(), now);
            journal.count(refused);
            return () -> {};
        }
        Remediation begun = ready.begun(now);
        rows.update(begun, true, now.plus(begun.lease()));
        journal.note(begun, null, "Begun: " + begun.words(), now);
        journal.answer(begun, Outcome.STARTED, begun.words(), now);
        return () -> keep(begun.id(), executors.begin(begun.task()));
    }

    private Runnable look(Remediation running, Instant now) {
        String reference = running.course().reference();
        if (reference == null) {
            unknown(running, "whoever began it was gone before it was known whether it was done", now);
            return () -> {};
        }
        rows.look(running.id(), now.plus(LOOK));
        return () -> keep(running.id(), executors.look(running.task(), reference));
    }

    private void keep(UUID id, Progress progress) {
        context.transactions().executeWithoutResult(status -> {
            Remediation running = rows.lock(id).orElse(null);
            if (running == null || running.state() != State.RUNNING) {
                LOG.atWarn()
                        .addKeyValue("remediation", id)
                        .addKeyValue("progress", progress)
                        .log("Came too late to count");
                return;
            }
            keep(running, progress, context.clock().instant());
        });
    }

    private void keep(Remediation running, Progress progress, Instant now) {
        switch (progress) {
            case Progress.Running taken -> wait(running.taken(taken.reference()), "it still ran", now);
            case Progress.Silent silent -> wait(running, silent.reason(), now);
            case Progress.Succeeded done -> succeeded(running, output(done.output()), now);
            case Progress.Failed failed -> failed(running, output(failed.output()), now);
            case Progress.Unclear unclear -> unknown(running, output(unclear.output()), now);
        }
    }

    private void wait(Remediation running, String last, Instant now) {
        if (running.patience().isAfter(now)) {
            Instant next = now.plus(context.properties().pollInterval());
            rows.update(running, true, next.isAfter(running.patience()) ? running.patience() : next);
        } else {
            String time = PrometheusDuration.format(running.plan().timeout());
            unknown(running, "it did not end within " + time + "; when last asked, " + last, now);
        }
    }

    private void succeeded(Remediation running, String output, Instant now) {
        Remediation done = running.ended(State.SUCCEEDED, output, now);
        rows.update(done, false, done.origin().alert() == null ? null : now);
        journal.show(done, null, "Done: " + done.words() + said(output) + ".", now);
        journal.answer(done, Outcome.EXECUTED, output, now);
        journal.count(done);
    }

    private void failed(Remediation running, String output, Instant now) {
        Remediation failed = running.ended(State.FAILED, output, now);
        rows.update(failed, false, null);
        stop(failed, "Failed: " + failed.words() + said(output), now);
        journal.answer(failed, Outcome.FAILED, output, now);
    }

    /** The target stays held: something may still be done to it. */
    private void unknown(Remediation running, String why, Instant now) {
        Remediation unknown = running.ended(State.UNKNOWN, why, now);
        rows.update(unknown, true, null);
        stop(unknown, "Nobody knows whether it was done: " + unknown.words() + said(why), now);
        journal.answer(unknown, Outcome.FAILED, "nobody knows whether it was done: " + why, now);
    }

    private void stop(Remediation over, String text, Instant now) {
        rules.stop(over.rule(), over.id(), text, now);
        journal.show(over, null, text + ". The rule " + over.rule() + " stands still until it is released.", now);
        journal.count(over);
        if (over.origin().alert() != null) {
            journal.judged(over, false);
        }
    }

    private Runnable judge(Remediation done, Instant now) {
        Instant ended = done.times().endedAt();
        Fingerprint alert = done.origin().alert();
        if (ended == null || alert == null) {
            rows.update(done, false, null);
            return () -> {};
        }
        Instant limit = ended.plus(done.plan().curedWithin());
        boolean cured = rails.isOver(alert, now);
        if (!cured && limit.isAfter(now)) {
            Instant next = now.plus(CURE);
            rows.look(done.id(), next.isAfter(limit) ? limit : next);
            return () -> {};
        }
        Remediation judged = done.judged(cured);
        rows.update(judged, false, null);
        String within = PrometheusDuration.format(done.plan().curedWithin());
        journal.show(
                judged,
                null,
                cured
                        ? "It helped: the alert was over after " + done.words() + "."
                        : "It did not help: the alert still fires " + within + " after " + done.words() + ".",
                now);
        journal.judged(judged, cured);
        return () -> {};
    }

    private static String output(String text) {
        String whole = text.strip().replace('\0', '\uFFFD');
        String some = whole.length() <= MOST_OUTPUT ? whole : whole.substring(0, MOST_OUTPUT) + "…";
        // Half surrogates have no place in a database.
        return new String(some.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String said(String output) {
        String line = output.lines().findFirst().orElse("").strip();
        String short_ = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
        return short_.isEmpty() ? "" : " (" + short_ + ")";
    }
}
