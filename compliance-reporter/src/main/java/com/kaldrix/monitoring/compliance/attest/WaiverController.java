package com.kaldrix.monitoring.compliance.attest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Findings;
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
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Findings that somebody answers for. */
@RestController
@RequestMapping("/api/v1/waivers")
@Tag(name = "Waivers")
class WaiverController {
    private final Waivers waivers;
    private final Findings findings;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    WaiverController(
            Waivers waivers, Findings findings, AuditLog audit, TransactionOperations transactions, Clock clock) {
        this.waivers = waivers;
        this.findings = findings;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A waiver as callers see it; one of finding, control and resource is there. */
    @Schema(name = "Waiver")
    record View(
            UUID id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID finding,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String control,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String resource,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String account,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String region,

            String reason,
            String owner,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            boolean holds,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String revokedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant revokedAt) {
        static View of(Waiver waiver, Instant now) {
            Term term = waiver.term();
            @Nullable UUID finding = null;
            @Nullable String control = null;
            @Nullable String resource = null;
            @Nullable String account = null;
            @Nullable String region = null;
            switch (waiver.scope()) {
                case Waiver.OfFinding of -> finding = of.finding();
                case Waiver.OfResource of -> resource = of.resource();
                case Waiver.OfControl of -> {
                    control = of.control().toString();
                    account = Paging.text(of.account()).orElse(null);
                    region = Paging.text(of.region()).orElse(null);
                }
            }
            return new View(
                    waiver.id(),
                    finding,
                    control,
                    resource,
                    account,
                    region,
                    waiver.reason(),
                    waiver.owner(),
                    term.made().by(),
                    term.made().at(),
                    term.expiresAt(),
                    term.holdsAt(now),
                    term.revoked().map(Made::by).orElse(null),
                    term.revoked().map(Made::at).orElse(null));
        }
    }

    /** A waiver that is to be. */
    @Schema(name = "WantedWaiver")
    record Wanted(
            @Schema(description = "Only this finding; one of finding, control and resource must be there") @Nullable
            UUID finding,

            @Schema(description = "All findings of this control, such as `securityhub:IAM.4`")
            @Size(max = 300)
            @Storable
            @Nullable
            String control,

            @Schema(description = "All findings of this resource, as findings have it")
            @Size(max = 2000)
            @Storable
            @Nullable
            String resource,

            @Schema(description = "Of a control: only in this account") @Size(max = 20) @Storable @Nullable
            String account,

            @Schema(description = "Of a control: only in this region") @Size(max = 40) @Storable @Nullable
            String region,

            @Schema(description = "1 to 4000 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 4000)
            @Storable
            String reason,

            @Schema(description = "Who answers for it", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 200)
            @Storable
            String owner,

            @Schema(
                    description = "From this very instant on it does not hold; within 366 days",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            Instant expiresAt) {}

    /** Which waivers. */
    record Query(
            @Parameter(description = "Only those that hold now") @Nullable
            Boolean holds,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {}

    @Operation(summary = "List waivers", description = "The one that ends last comes first; those that have ended too.")
    @GetMapping
    Page<View> list(@Valid @ParameterObject Query query) {
        Instant now = clock.instant();
        return waivers.find(
                        Boolean.TRUE.equals(query.holds()) ? Optional.of(now) : Optional.empty(),
                        Paging.byTime(query.cursor()),
                        Paging.size(query.limit()))
                .map(waiver -> View.of(waiver, now));
    }

    @Operation(summary = "Show a waiver")
    @GetMapping("/{id}")
    View show(@Parameter(description = "The waiver's id") @PathVariable UUID id) {
        return View.of(find(id), clock.instant());
    }

    @Operation(
            summary = "Answer for findings",
            description =
                    "They do not count until the waiver ends, and are not taken for passed. Needs role `responder`.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    View add(@Valid @RequestBody Wanted wanted, Actor actor) {
        Instant now = clock.instant();
        Expiry.check(wanted.expiresAt(), now);
        Waiver waiver = new Waiver(
                Ids.next(),
                scope(wanted),
                wanted.reason(),
                wanted.owner(),
                new Term(new Made(actor.name(), now), wanted.expiresAt(), Optional.empty()));
        transactions.executeWithoutResult(status -> {
            waivers.add(waiver);
            audit.record(
                    actor,
                    "waiver.create",
                    "waiver/" + waiver.id(),
                    Map.of("reason", wanted.reason(), "owner", wanted.owner()));
        });
        return View.of(waiver, now);
    }

    private Waiver.Scope scope(Wanted wanted) {
        List<FieldError> errors = new ArrayList<>();
        long named = List.of(
                        Optional.ofNullable(wanted.finding()),
                        Paging.text(wanted.control()),
                        Paging.text(wanted.resource()))
                .stream()
                .filter(Optional::isPresent)
                .count();
        if (named != 1) {
            errors.add(new FieldError("/finding", "one of finding, control and resource must be there, and no other"));
        }
        if (wanted.control() == null && wanted.account() != null) {
            errors.add(new FieldError("/account", "bounds a control alone"));
        }
        if (wanted.control() == null && wanted.region() != null) {
            errors.add(new FieldError("/region", "bounds a control alone"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        if (wanted.finding() != null) {
            if (findings.find(wanted.finding()).isEmpty()) {
                throw new InvalidRequestException("/finding", "must be the id of a finding");
            }
            return new Waiver.OfFinding(wanted.finding());
        }
        if (wanted.resource() != null && !wanted.resource().isBlank()) {
            return new Waiver.OfResource(wanted.resource());
        }
        return new Waiver.OfControl(
                control(Objects.requireNonNullElse(wanted.control(), "")),
                Objects.requireNonNullElse(wanted.account(), ""),
                Objects.requireNonNullElse(wanted.region(), ""));
    }

    private static Control control(String text) {
        try {
            return Control.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("/control", "must be a control such as securityhub:IAM.4");
        }
    }

    @Operation(
            summary = "Take a waiver back",
            description = "It holds no longer, and stays on the list. Needs role `responder`.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@Parameter(description = "The waiver's id") @PathVariable UUID id, Actor actor) {
        transactions.executeWithoutResult(status -> {
            if (!waivers.revoke(id, new Made(actor.name(), clock.instant()))) {
                throw new NotFoundException("waiver that holds", id);
            }
            audit.record(actor, "waiver.revoke", "waiver/" + id, Map.of());
        });
    }

    private Waiver find(UUID id) {
        return waivers.find(id).orElseThrow(() -> new NotFoundException("waiver", id));
    }
}
