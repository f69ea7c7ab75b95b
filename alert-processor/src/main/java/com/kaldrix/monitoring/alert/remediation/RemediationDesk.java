package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.alert.remediation.Remediation.State;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.event.RemediationResult.Outcome;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import com.kaldrix.monitoring.common.work.Bell;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people decide about remediations, recorded with who did it, each in one transaction with its effect. */
@Component
public class RemediationDesk {
    private final RemediationRows rows;
    private final RuleRows rules;
    private final GuardRails rails;
    private final RemediationJournal journal;
    private final AuditLog audit;
    private final DeskContext context;

    /**
     * @param clock what says when somebody decided
     * @param bell wakes whoever carries out what was agreed to
     */
    record DeskContext(Clock clock, Bell bell) {}

    RemediationDesk(
            RemediationRows rows,
            RuleRows rules,
            GuardRails rails,
            RemediationJournal journal,
            AuditLog audit,
            DeskContext context) {
        this.rows = rows;
        this.rules = rules;
        this.rails = rails;
        this.journal = journal;
        this.audit = audit;
        this.context = context;
    }

    /**
     * Somebody agrees; it is begun at once, unless a guard rail is in the way then.
     *
     * @throws NotFoundException if there is none with this id
     * @throws AccessDeniedException if the actor may not
     * @throws ConflictException if it does not wait, or nothing may be done now
     */
    @Transactional
    public RemediationView approve(UUID id, Actor actor) {
        Instant now = context.clock().instant();
        Remediation waiting = lockOpen(id, List.of(State.WAITING), actor, now);
        rails.off().ifPresent(reason -> {
            throw new ConflictException(reason);
        });
        Remediation agreed = waiting.decided(State.READY, actor.name(), "", now);
        rows.update(agreed, false, now);
        journal.show(agreed, actor.name(), "Agreed to " + agreed.words() + ", by " + actor.name() + ".", now);
        record(actor, "approve", agreed);
        context.bell().ringAfterCommit();
        return RemediationView.of(agreed);
    }

    /**
     * Somebody does not want it done.
     *
     * @throws NotFoundException if there is none with this id
     * @throws AccessDeniedException if the actor may not
     * @throws ConflictException if it has been begun, or is over
     */
    @Transactional
    public RemediationView refuse(UUID id, Actor actor) {
        Instant now = context.clock().instant();
        Remediation open = lockOpen(id, List.of(State.WAITING, State.READY), actor, now);
        String why = "refused by " + actor.name();
        Remediation refused = open.decided(State.REFUSED, actor.name(), why, now);
        rows.update(refused, false, null);
        journal.show(refused, actor.name(), "No " + refused.words() + ": " + why + ".", now);
        journal.answer(refused, Outcome.REFUSED, why, now);
        journal.count(refused);
        record(actor, "refuse", refused);
        return RemediationView.of(refused);
    }

    private Remediation lockOpen(UUID id, List<State> states, Actor actor, Instant now) {
        Remediation found = rows.lock(id).orElseThrow(() -> new NotFoundException("remediation", id));
        if (!may(found, actor)) {
            throw new AccessDeniedException(
                    "the rule '" + found.rule() + "' names who may decide, and not " + actor.name());
        }
        if (!states.contains(found.state())) {
            String by = found.course().decidedBy();
            throw new ConflictException("The remediation is "
                    + found.state().word().replace('_', ' ') + " already" + (by == null ? "" : ", decided by " + by));
        }
        if (!found.times().expiresAt().isAfter(now)) {
            throw new ConflictException(
                    "The remediation could be decided on until " + found.times().expiresAt() + " only");
        }
        return found;
    }

    /** A rule that the configuration has no more is not begun, whoever agrees. */
    private boolean may(Remediation remediation, Actor actor) {
        if (!actor.has(Role.RESPONDER)) {
            return false;
        }
        Optional<RemediationRule> rule = rails.rule(remediation.rule());
        return rule.map(known -> known.approval().approvers())
                .filter(approvers -> !approvers.isEmpty())
                .map(approvers -> approvers.contains(actor.name()))
                .orElse(true);
    }

    /**
     * Lets a rule go on that stands still, and frees the targets of which nobody knew whether something still ran.
     *
     * @throws NotFoundException if it neither is in the configuration nor stands still
     * @throws ConflictException if it does not stand still
     */
    @Transactional
    public void release(String rule, Actor actor) {
        if (rails.rule(rule).isEmpty() && rules.stopped(rule).isEmpty()) {
            throw new NotFoundException("remediation rule", rule);
        }
        if (!rules.release(rule)) {
            throw new ConflictException("The rule '" + rule + "' does not stand still");
        }
        rows.freeTargets(rule);
        audit.record(actor, "remediation.release", "remediation-rule/" + rule, Map.of());
    }

    /** Switches all of self-healing off, or on again. What runs goes on to its end. */
    @Transactional
    public void turn(boolean off, Actor actor) {
        rules.turn(off, actor.name(), context.clock().instant());
        audit.record(actor, off ? "remediation.switch-off" : "remediation.switch-on", "remediation", Map.of());
    }

    private void record(Actor actor, String action, Remediation remediation) {
        audit.record(
                actor,
                "remediation." + action,
                "remediation/" + remediation.id(),
                Map.of(
                        "rule", remediation.rule(),
                        "action", remediation.plan().order().kind().word(),
                        "target", remediation.plan().target()));
    }
}
