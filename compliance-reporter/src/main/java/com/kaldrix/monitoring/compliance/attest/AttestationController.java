package com.kaldrix.monitoring.compliance.attest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Kind;
import com.kaldrix.monitoring.compliance.framework.Requirement;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.page.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Requirements that somebody answers for. */
@RestController
@RequestMapping("/api/v1/attestations")
@Tag(name = "Attestations")
class AttestationController {
    private final Attestations attestations;
    private final Catalogue catalogue;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    AttestationController(
            Attestations attestations,
            Catalogue catalogue,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.attestations = attestations;
        this.catalogue = catalogue;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** An attestation as callers see it. */
    @Schema(name = "Attestation")
    record View(
            UUID id,
            String framework,
            String requirement,
            String statement,
            String evidenceName,
            String evidenceSha256,
            String author,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            boolean holds,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String revokedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant revokedAt) {
        static View of(Attestation attestation, Instant now) {
            Term term = attestation.term();
            return new View(
                    attestation.id(),
                    attestation.requirement().framework(),
                    attestation.requirement().requirement(),
                    attestation.statement(),
                    attestation.evidence().name(),
                    attestation.evidence().sha256(),
                    attestation.author(),
                    term.made().by(),
                    term.made().at(),
                    term.expiresAt(),
                    term.holdsAt(now),
                    term.revoked().map(Made::by).orElse(null),
                    term.revoked().map(Made::at).orElse(null));
        }
    }

    /** An attestation that is to be. */
    @Schema(name = "WantedAttestation")
    record Wanted(
            @Schema(description = "The standard's id, such as `soc2-2017`", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            String framework,

            @Schema(
                    description = "A requirement of it that checks cannot judge, or not all of it",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            String requirement,

            @Schema(description = "1 to 4000 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 4000)
            @Storable
            String statement,

            @Schema(
                    description = "What people find the file by that shows it",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 400)
            @Storable
            String evidenceName,

            @Schema(description = "Of the file's content", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 hexadecimal digits in lower case")
            String evidenceSha256,

            @Schema(description = "Who states it", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 200)
            @Storable
            String author,

            @Schema(
                    description = "From this very instant on it does not count; within 366 days",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            Instant expiresAt) {}

    /** Which attestations. */
    record Query(
            @Parameter(description = "Only for this standard") @Nullable
            String framework,

            @Parameter(description = "Only those that hold now") @Nullable
            Boolean holds,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {}

    @Operation(
            summary = "List attestations",
            description = "The one that ends last comes first; those that have ended too.")
    @GetMapping
    Page<View> list(@Valid @ParameterObject Query query) {
        Instant now = clock.instant();
        return attestations
                .find(
                        Paging.text(query.framework()),
                        Boolean.TRUE.equals(query.holds()) ? Optional.of(now) : Optional.empty(),
                        Paging.byTime(query.cursor()),
                        Paging.size(query.limit()))
                .map(attestation -> View.of(attestation, now));
    }

    @Operation(summary = "Show an attestation")
    @GetMapping("/{id}")
    View show(@Parameter(description = "The attestation's id") @PathVariable UUID id) {
        return attestations
                .find(id)
                .map(attestation -> View.of(attestation, clock.instant()))
                .orElseThrow(() -> new NotFoundException("attestation", id));
    }

    @Operation(
            summary = "Answer for a requirement",
            description = "One that checks judge whole takes none. Needs role `responder`.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    View add(@Valid @RequestBody Wanted wanted, Actor actor) {
        Instant now = clock.instant();
        Expiry.check(wanted.expiresAt(), now);
        Attestation attestation = new Attestation(
                Ids.next(),
                requirement(wanted),
                wanted.statement(),
                new Attestation.Evidence(wanted.evidenceName(), wanted.evidenceSha256()),
                wanted.author(),
                new Term(new Made(actor.name(), now), wanted.expiresAt(), Optional.empty()));
        transactions.executeWithoutResult(status -> {
            attestations.add(attestation);
            audit.record(
                    actor,
                    "attestation.create",
                    "attestation/" + attestation.id(),
                    Map.of("framework", wanted.framework(), "requirement", wanted.requirement()));
        });
        return View.of(attestation, now);
    }

    private RequirementId requirement(Wanted wanted) {
        if (catalogue.framework(wanted.framework()).isEmpty()) {
            throw new InvalidRequestException("/framework", "must be the id of a standard in force");
        }
        RequirementId id = new RequirementId(wanted.framework(), wanted.requirement());
        Requirement requirement = catalogue
                .requirement(id)
                .orElseThrow(() ->
                        new InvalidRequestException("/requirement", "must be a requirement of " + wanted.framework()));
        if (requirement.kind() == Kind.AUTOMATED) {
            throw new InvalidRequestException("/requirement", "is judged by checks, and takes no attestation");
        }
        return id;
    }

    @Operation(
            summary = "Take an attestation back",
            description = "It counts no longer, and stays on the list. Needs role `responder`.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@Parameter(description = "The attestation's id") @PathVariable UUID id, Actor actor) {
        transactions.executeWithoutResult(status -> {
            if (!attestations.revoke(id, new Made(actor.name(), clock.instant()))) {
                throw new NotFoundException("attestation that holds", id);
            }
            audit.record(actor, "attestation.revoke", "attestation/" + id, Map.of());
        });
    }
}
