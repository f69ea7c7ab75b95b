package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.remediation.Remediation.Course;
import com.kaldrix.monitoring.alert.remediation.Remediation.Origin;
import com.kaldrix.monitoring.alert.remediation.Remediation.State;
import com.kaldrix.monitoring.alert.remediation.Remediation.Times;
import com.kaldrix.monitoring.alert.remediation.RemediationRule.Mode;
import com.kaldrix.monitoring.alert.remediation.RemediationRule.Plan;
import com.kaldrix.monitoring.common.event.RemediationRequest;
import com.kaldrix.monitoring.common.event.RemediationResult.Outcome;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.work.Bell;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans what rules want done, for alerts and on request. Everything joins the caller's transaction. */
@Component
public class Remediator {
    private final RemediationRule.Configured configured;
    private final RemediationRows rows;
    private final RemediationJournal journal;
    private final Bell remediationBell;

    Remediator(
            RemediationRule.Configured configured,
            RemediationRows rows,
            RemediationJournal journal,
            Bell remediationBell) {
        this.configured = configured;
        this.rows = rows;
        this.journal = journal;
        this.remediationBell = remediationBell;
    }

    /** Those of the alerts that a rule would do something about. */
    public List<Alert> wanted(List<Alert> alerts) {
        List<RemediationRule> rules = configured.get();
        return rules.isEmpty()
                ? List.of()
                : alerts.stream()
                        .filter(alert ->
                                rules.stream().anyMatch(rule -> rule.when().takes(alert.routingLabels())))
                        .toList();
    }

    /**
     * Plans what is to be done about alerts of an incident. A rule does the same to one target once in an incident, however
     * many of its alerts ask for it and however often they are seen.
     *
     * @param audible alerts that fire and that nothing keeps quiet
     */
    public void consider(UUID incident, List<Alert> audible, Instant now) {
        for (RemediationRule rule : configured.get()) {
            for (Alert alert : audible) {
                if (rule.when().takes(alert.routingLabels())) {
                    Map<String, String> words = alert.routingLabels().asMap();
                    Origin origin = new Origin(
                            incident, alert.fingerprint(), false, "rule " + rule.name(), alert.name() + " fires");
                    plan(
                            rule,
                            Ids.next(),
                            origin,
                            words,
                            now.plus(rule.approval().within()),
                            null,
                            now);
                }
            }
        }
    }

    /** Plans what another service asks for; the same request again changes nothing. */
    public void request(RemediationRequest request, Instant now) {
        Optional<RemediationRule> rule = configured.get().stream()
                .filter(one -> one.when().requests().contains(request.action()))
                .findFirst();
        if (rule.isEmpty()) {
            journal.answer(
                    request.remediationId(),
                    Outcome.REFUSED,
                    "no rule carries out '" + request.action() + "' here",
                    now);
            return;
        }
        Map<String, String> words = new LinkedHashMap<>(Map.of(
                "account", request.account(),
                "resource", request.resource(),
                "region", request.resourceRegion(),
                "control", request.control(),
                "playbook", request.playbook()));
        words.putAll(request.parameters());
        Origin origin = new Origin(null, null, true, request.requestedBy(), request.reason());
        plan(rule.get(), request.remediationId(), origin, words, request.expiresAt(), request.approvedBy(), now);
    }

    private void plan(
            RemediationRule rule,
            UUID id,
            Origin origin,
            Map<String, String> words,
            Instant expires,
            @Nullable String approvedBy,
            Instant now) {
        Plan plan = rule.plan();
        Set<String> missing = new LinkedHashSet<>(plan.order().missing(words));
        missing.addAll(Words.missing(plan.target(), words));
        Plan filled = new Plan(
                plan.order().with(words), Words.fill(plan.target(), words), plan.timeout(), plan.curedWithin());
        String problem = missing.isEmpty() ? "" : "nothing is known by the name of " + String.join(", ", missing);
        State state = state(rule.mode(), origin, approvedBy, problem);
        boolean open = state == State.WAITING || state == State.READY;
        Remediation planned = new Remediation(
                id,
                rule.name(),
                rule.mode(),
                filled,
                origin,
                state,
                new Times(now, expires, approvedBy == null ? null : now, null, open ? null : now),
                new Course(approvedBy, null, problem, null));
        Instant due = state == State.READY ? now : state == State.WAITING ? expires : null;
        if (rows.add(planned, due)) {
            told(planned, now);
        }
    }

    /** What was approved where it was asked for needs no second approval. */
    private static State state(Mode mode, Origin origin, @Nullable String approvedBy, String problem) {
        if (!problem.isEmpty()) {
            return State.REFUSED;
        }
        return switch (mode) {
            case DRY_RUN -> State.DRY_RUN;
            case AUTOMATIC -> State.READY;
            case APPROVE -> origin.requested() && approvedBy != null ? State.READY : State.WAITING;
        };
    }

    private void told(Remediation planned, Instant now) {
        switch (planned.state()) {
            case DRY_RUN -> {
                journal.note(planned, null, "Would be put right by " + planned.words() + ", tried out", now);
                journal.answer(planned, Outcome.REFUSED, "the rule is tried out: nothing was done", now);
                journal.count(planned);
            }
            case REFUSED -> {
                journal.note(planned, null, "Not put right: " + planned.course().output(), now);
                journal.answer(planned, Outcome.REFUSED, planned.course().output(), now);
                journal.count(planned);
            }
            case WAITING ->
                journal.show(planned, null, "Somebody has to agree to " + planned.words() + " before it is done.", now);
            case READY -> remediationBell.ringAfterCommit();
            case RUNNING, SUCCEEDED, FAILED, UNKNOWN, EXPIRED -> {}
        }
    }
}
