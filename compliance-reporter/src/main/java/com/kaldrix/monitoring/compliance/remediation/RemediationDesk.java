package com.kaldrix.monitoring.compliance.remediation;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.RemediationRequest;
import com.kaldrix.monitoring.common.event.RemediationResult;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.compliance.audit.log.Record;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.StoredFinding;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.remediation.Remediation.Judgement;
import com.kaldrix.monitoring.compliance.remediation.Remediation.State;
import com.kaldrix.monitoring.compliance.remediation.Remediations.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes requests through their life. All of it happens in the caller's transaction, and is in the audit trail with it. Nothing is carried out here, and
 * nothing that whoever carries it out says counts as success: only the finding does.
 */
@Component
public class RemediationDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RemediationDesk.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SOURCE = "/compliance-reporter";
    private static final String TOPIC = "events";
    private static final String SUITE = "compliance-reporter";

    private final Remediations remediations;
    private final Findings findings;
    private final Outbox outbox;
    private final Trail trail;
    private final Region region;

    RemediationDesk(Remediations remediations, Findings findings, Outbox outbox, Trail trail, Region region) {
        this.remediations = remediations;
        this.findings = findings;
        this.outbox = outbox;
        this.trail = trail;
        this.region = region;
    }

    /**
     * Asks for a playbook; it is sent at once when nobody has to agree.
     *
     * @return empty when it is asked for already, and not judged yet
     */
    Optional<Remediation> ask(Playbook playbook, StoredFinding finding, String by, String reason, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        FindingKey key = finding.joined().key();
        String type = finding.joined().resourceType();
        boolean approval = playbook.rules().approval();
        Remediation remediation = new Remediation(
                Ids.next(),
                new Remediation.Order(
                        playbook.id(), playbook.order().action(), playbook.parameters(key, type), key, type),
                new Remediation.Asked(
                        by,
                        reason,
                        at,
                        at.plus(playbook.rules().validFor()),
                        playbook.rules().settlesWithin()),
                approval ? State.PROPOSED : State.REQUESTED,
                at,
                Judgement.OPEN,
                Optional.empty());
        Step first = new Step(at, approval ? "proposed" : "requested", by, reason);
        if (!remediations.add(remediation, first)) {
            return Optional.empty();
        }
        record(remediation, first);
        if (!approval) {
            send(remediation, null, at);
        }
        return Optional.of(remediation);
    }

    /** Somebody agrees: it is sent. */
    void approve(Remediation remediation, String by, String note, Instant now) {
        Step step = step(now, "approved", by, note);
        remediations.bring(remediation.id(), State.REQUESTED, step);
        record(remediation, step);
        send(remediation, by, step.at());
    }

    /** Somebody does not agree. */
    void reject(Remediation remediation, String by, String note, Instant now) {
        end(remediation, State.REJECTED, step(now, "rejected", by, note));
    }

    private void end(Remediation remediation, State state, Step step) {
        remediations.bring(remediation.id(), state, step);
        remediations.judge(remediation.id(), Judgement.NEVER_TRIED, new Step(step.at(), "never_tried", SUITE, ""));
        record(remediation, step);
    }

    /** Takes what whoever carries remediations out says; what is late, or of a remediation that is not known, changes nothing. */
    public void take(RemediationResult result) {
        Optional<Remediation> known = remediations.lock(result.remediationId());
        if (known.isEmpty() || !known.get().state().isSent()) {
            LOG.atWarn()
                    .addKeyValue("remediation", result.remediationId())
                    .addKeyValue("outcome", result.outcome())
                    .log("A result of what was not sent");
            return;
        }
        Remediation remediation = known.get();
        Instant at = result.at().truncatedTo(ChronoUnit.MICROS);
        boolean newer = remediation.state() == State.REQUESTED || !at.isBefore(remediation.stateAt());
        if (!newer) {
            return;
        }
        State state = State.valueOf(result.outcome().name());
        Step step = new Step(
                at,
                state.name().toLowerCase(Locale.ROOT),
                result.executor(),
                result.note() == null ? "" : result.note());
        remediations.bring(remediation.id(), state, step);
        record(remediation, step);
    }

    /** Looks at the finding of one that is open, and at the time; whether it is judged by now. */
    boolean judge(UUID id, Instant now) {
        Optional<Remediation> locked = remediations.lock(id);
        if (locked.isEmpty() || locked.get().judgement() != Judgement.OPEN) {
            return false;
        }
        Remediation remediation = locked.get();
        if (remediation.state() == State.PROPOSED) {
            boolean late = !now.isBefore(remediation.asked().expiresAt());
            if (late) {
                end(remediation, State.EXPIRED, step(now, "expired", SUITE, "nobody agreed in time"));
            }
            return late;
        }
        Optional<StoredFinding> finding =
                findings.find(remediation.order().finding().id());
        Optional<String> proof = finding.flatMap(found -> proof(found, remediation));
        if (proof.isPresent()) {
            judged(remediation, Judgement.HELPED, proof.get(), now);
            return true;
        }
        if (!now.isBefore(remediation.settlesBy())) {
            judged(remediation, Judgement.DID_NOT_HELP, "the finding still fails", now);
            return true;
        }
        return false;
    }

    /** What the finding says that shows that it is put right: it has passed or is gone, and that is news since it was asked for. */
    private static Optional<String> proof(StoredFinding finding, Remediation remediation) {
        Verdict verdict = finding.joined().verdict();
        boolean right = verdict.compliance() == ComplianceStatus.PASSED || verdict.record() == RecordState.ARCHIVED;
        return right && finding.changedAt().isAfter(remediation.asked().at())
                ? Optional.of("the finding is "
                        + (verdict.record() == RecordState.ARCHIVED ? "archived" : "passed") + " since "
                        + finding.changedAt())
                : Optional.empty();
    }

    private void judged(Remediation remediation, Judgement judgement, String why, Instant now) {
        Step step = step(now, judgement.name().toLowerCase(Locale.ROOT), SUITE, why);
        remediations.judge(remediation.id(), judgement, step);
        record(remediation, step);
    }

    private static Step step(Instant now, String what, String by, String note) {
        return new Step(now.truncatedTo(ChronoUnit.MICROS), what, by, note);
    }

    private void record(Remediation remediation, Step step) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("playbook", remediation.order().playbook());
        body.put("action", remediation.order().action());
        body.put("finding", remediation.order().finding().id().toString());
        body.put("resource", remediation.order().finding().resource());
        body.put("by", step.by());
        body.put("note", step.note());
        trail.append(
                List.of(new Record(
                        "remediation." + step.what(),
                        "remediation/" + remediation.id(),
                        JSON.writeValueAsString(body))),
                step.at());
    }

    private void send(Remediation remediation, @Nullable String approvedBy, Instant at) {
        Remediation.Order order = remediation.order();
        FindingKey key = order.finding();
        RemediationRequest request = new RemediationRequest(
                remediation.id(),
                order.playbook(),
                order.action(),
                order.parameters(),
                key.id(),
                key.control().toString(),
                key.account(),
                key.resource(),
                order.resourceType().isEmpty() ? null : order.resourceType(),
                key.region(),
                remediation.asked().by(),
                approvedBy,
                remediation.asked().reason(),
                at,
                remediation.asked().expiresAt());
        UUID id = Ids.next();
        CloudEvent<RemediationRequest> event =
                new CloudEvent<>(id.toString(), SOURCE, remediation.id().toString(), at, region, null, request);
        outbox.append(new OutboxMessage(
                id, TOPIC, RemediationRequest.TYPE, CloudEvents.write(event), Map.of("region", region.code())));
    }
}
