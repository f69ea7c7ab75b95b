package com.kaldrix.monitoring.compliance.remediation;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.StoredFinding;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.page.Paging;
import com.kaldrix.monitoring.compliance.remediation.Remediation.Judgement;
import com.kaldrix.monitoring.compliance.remediation.Remediation.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is asked to be put right. */
@RestController
@RequestMapping("/api/v1/remediations")
@Tag(name = "Remediations")
class RemediationController {
    private final Playbooks playbooks;
    private final Remediations remediations;
    private final RemediationDesk desk;
    private final Findings findings;
    private final AuditedWrites writes;
    private final Clock clock;

    RemediationController(
            Playbooks playbooks,
            Remediations remediations,
            RemediationDesk desk,
            Findings findings,
            AuditedWrites writes,
            Clock clock) {
        this.playbooks = playbooks;
        this.remediations = remediations;
        this.desk = desk;
        this.findings = findings;
        this.writes = writes;
        this.clock = clock;
    }

    /** What writes need. */
    @Component
    record AuditedWrites(AuditLog audit, TransactionOperations transactions) {}

    /** Which remediations. */
    record Query(
            @Parameter(description = "Only those of this finding") @Nullable
            UUID finding,

            @Parameter(description = "Only of this playbook") @Nullable
            String playbook,

            @Parameter(description = "Only those that have come so far") @Nullable
            State state,

            @Parameter(description = "Only those that are judged so") @Nullable
            Judgement judgement,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {}

    /** A remediation that is to be asked for. */
    @Schema(name = "WantedRemediation")
    record Wanted(
            @Schema(description = "The finding that is to be put right", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            UUID finding,

            @Schema(description = "The playbook's id", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 63)
            @Storable
            String playbook,

            @Schema(description = "Why; 1 to 2000 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 2000)
            @Storable
            String reason) {}

    /** Somebody agrees or does not. */
    @Schema(name = "RemediationDecision")
    record Decision(
            @Schema(description = "Why; at most 2000 characters") @Size(max = 2000) @Storable @Nullable
            String note) {
        private String words() {
            return Objects.requireNonNullElse(note, "");
        }
    }

    @Operation(summary = "List what was asked to be put right", description = "What was asked for last comes first.")
    @GetMapping
    Page<RemediationView> list(@Valid @ParameterObject Query query) {
        return remediations
                .find(
                        new Remediations.Filter(
                                Optional.ofNullable(query.finding()),
                                Paging.text(query.playbook()),
                                Optional.ofNullable(query.state()),
                                Optional.ofNullable(query.judgement())),
                        Paging.byTime(query.cursor()),
                        Paging.size(query.limit()))
                .map(RemediationView::of);
    }

    /** A playbook as callers see it. */
    @Schema(name = "Playbook")
    record PlaybookView(
            String id,
            String title,
            String action,
            Map<String, String> parameters,
            List<String> checks,
            List<String> resourceTypes,
            boolean approval,
            boolean automatic,

            @Schema(description = "Seconds after it was asked for in which it may be begun")
            long validFor,

            @Schema(description = "Seconds in which the finding may become another")
            long settlesWithin) {
        static PlaybookView of(Playbook playbook) {
            return new PlaybookView(
                    playbook.id(),
                    playbook.title(),
                    playbook.order().action(),
                    playbook.order().parameters(),
                    playbook.scope().checks().stream().map(Object::toString).toList(),
                    playbook.scope().resourceTypes(),
                    playbook.rules().approval(),
                    playbook.rules().automatic(),
                    playbook.rules().validFor().toSeconds(),
                    playbook.rules().settlesWithin().toSeconds());
        }
    }

    /** All playbooks. */
    @Schema(name = "Playbooks")
    record PlaybooksView(List<PlaybookView> items) {}

    @Operation(summary = "List the playbooks", description = "All, or those that can be asked for about a finding.")
    @GetMapping("/playbooks")
    PlaybooksView playbooks(@ParameterObject PlaybookQuery query) {
        Optional<StoredFinding> finding = Optional.ofNullable(query.finding()).map(this::finding);
        return new PlaybooksView(playbooks.all().stream()
                .filter(playbook -> finding.map(found -> takes(playbook, found)).orElse(true))
                .map(PlaybookView::of)
                .toList());
    }

    /** Which playbooks. */
    record PlaybookQuery(
            @Parameter(description = "Only those about this finding") @Nullable
            UUID finding) {}

    private static boolean takes(Playbook playbook, StoredFinding finding) {
        return playbook.takes(finding.joined().key().control(), finding.joined().resourceType());
    }

    private StoredFinding finding(UUID id) {
        return findings.find(id)
                .orElseThrow(() -> new InvalidRequestException("finding", "must be the id of a finding"));
    }

    @Operation(
            summary = "Show a remediation",
            description = "With everything that has happened to it. That it was executed does not say that it helped:"
                    + " `judgement` does, which comes from the finding alone.")
    @GetMapping("/{id}")
    RemediationView.Details show(@Parameter(description = "The remediation's id") @PathVariable UUID id) {
        return details(id);
    }

    private RemediationView.Details details(UUID id) {
        Remediation remediation = remediations.find(id).orElseThrow(() -> new NotFoundException("remediation", id));
        return RemediationView.Details.of(remediation, remediations.steps(id));
    }

    @Operation(
            summary = "Ask for a finding to be put right",
            description = "What needs an approval waits for it; anything else is sent at once. Needs role `responder`.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    RemediationView.Details ask(@Valid @RequestBody Wanted wanted, Actor actor) {
        Playbook playbook = playbooks
                .find(wanted.playbook())
                .orElseThrow(() -> new InvalidRequestException("/playbook", "must be the id of a playbook"));
        StoredFinding finding = findings.find(wanted.finding())
                .orElseThrow(() -> new InvalidRequestException("/finding", "must be the id of a finding"));
        if (!takes(playbook, finding)) {
            throw new InvalidRequestException("/playbook", "must be one that is about findings of this kind");
        }
        Verdict verdict = finding.joined().verdict();
        if (!verdict.counts() || verdict.compliance() == ComplianceStatus.PASSED) {
            throw new ConflictException("the finding does not fail, so there is nothing to put right");
        }
        UUID id = Objects.requireNonNull(writes.transactions().execute(status -> {
            Remediation asked = desk.ask(playbook, finding, actor.name(), wanted.reason(), clock.instant())
                    .orElseThrow(() -> new ConflictException(
                            "this playbook is asked for already, and what came of it is not known yet"));
            writes.audit()
                    .record(
                            actor,
                            "remediation.request",
                            "remediation/" + asked.id(),
                            Map.of(
                                    "playbook",
                                    playbook.id(),
                                    "finding",
                                    finding.id().toString()));
            return asked.id();
        }));
        return details(id);
    }

    @Operation(
            summary = "Agree to a remediation",
            description = "It is sent. Whoever asked for it cannot agree. Needs role `responder`.")
    @PostMapping(path = "/{id}/approve", consumes = MediaType.APPLICATION_JSON_VALUE)
    RemediationView.Details approve(
            @Parameter(description = "The remediation's id") @PathVariable UUID id,
            @Valid @RequestBody Decision decision,
            Actor actor) {
        return decide(id, actor, "remediation.approve", remediation -> {
            if (remediation.asked().by().equals(actor.name())) {
                throw new ConflictException("somebody else than the one who asked for it has to agree");
            }
            desk.approve(remediation, actor.name(), decision.words(), clock.instant());
        });
    }

    @Operation(summary = "Do not agree to a remediation", description = "It is not sent. Needs role `responder`.")
    @PostMapping(path = "/{id}/reject", consumes = MediaType.APPLICATION_JSON_VALUE)
    RemediationView.Details reject(
            @Parameter(description = "The remediation's id") @PathVariable UUID id,
            @Valid @RequestBody Decision decision,
            Actor actor) {
        return decide(
                id,
                actor,
                "remediation.reject",
                remediation -> desk.reject(remediation, actor.name(), decision.words(), clock.instant()));
    }

    private RemediationView.Details decide(UUID id, Actor actor, String action, Consumer<Remediation> decision) {
        writes.transactions().executeWithoutResult(status -> {
            Remediation remediation = remediations.lock(id).orElseThrow(() -> new NotFoundException("remediation", id));
            boolean waits = remediation.state() == State.PROPOSED
                    && clock.instant().isBefore(remediation.asked().expiresAt());
            if (!waits) {
                throw new ConflictException("the remediation does not wait for anybody to agree");
            }
            decision.accept(remediation);
            writes.audit()
                    .record(
                            actor,
                            action,
                            "remediation/" + id,
                            Map.of("playbook", remediation.order().playbook()));
        });
        return details(id);
    }
}
