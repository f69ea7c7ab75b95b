package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import com.kaldrix.monitoring.compliance.page.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Findings, and who looks after them. */
@RestController
@RequestMapping("/api/v1/findings")
@Tag(name = "Findings")
class FindingController {
    private final Findings findings;
    private final Mapper mapper;
    private final Catalogue catalogue;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    FindingController(
            Findings findings,
            Mapper mapper,
            Catalogue catalogue,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.findings = findings;
        this.mapper = mapper;
        this.catalogue = catalogue;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Parameters of the list. */
    record Query(
            @Parameter(description = "Only this account, 12 digits") @Nullable
            String account,

            @Parameter(description = "Only this region, such as `eu-west-1`") @Nullable
            String region,

            @Parameter(description = "Only this component, such as `s3`") @Nullable
            String component,

            @Parameter(description = "Only this control, such as `securityhub:IAM.4`") @Nullable
            String control,

            @Parameter(description = "Only this resource, as findings have it") @Nullable
            String resource,

            @Parameter(description = "Only what stands so") @Nullable
            ComplianceStatus compliance,

            @Parameter(description = "Only of this severity") @Nullable
            FindingSeverity severity,

            @Parameter(description = "Only what counts, or only what is archived or suppressed") @Nullable
            Boolean counts,

            @Parameter(description = "Only those that this one looks after") @Nullable
            String owner,

            @Parameter(description = "Only those that speak about a requirement of this standard; with `requirement`")
            @Nullable
            String framework,

            @Parameter(description = "Only those that speak about this requirement; with `framework`") @Nullable
            String requirement,

            @Parameter(description = "Only those whose state became what it is at this instant or later") @Nullable
            Instant changedFrom,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {
        private Optional<RequirementId> requirementId() {
            if (framework == null && requirement == null) {
                return Optional.empty();
            }
            if (framework == null || requirement == null) {
                throw new InvalidRequestException(
                        framework == null ? "framework" : "requirement",
                        "must be there: a requirement is named by both");
            }
            return Optional.of(new RequirementId(framework, requirement));
        }

        FindingFilter filter() {
            return new FindingFilter(
                    new FindingFilter.Place(
                            Paging.text(account),
                            Paging.text(region),
                            Paging.text(component),
                            Paging.text(control),
                            Paging.text(resource)),
                    new FindingFilter.State(
                            Optional.ofNullable(compliance),
                            Optional.ofNullable(severity),
                            Optional.ofNullable(counts),
                            Paging.text(owner)),
                    requirementId(),
                    Optional.ofNullable(changedFrom));
        }
    }

    /** Who is to look after a finding. */
    @Schema(name = "FindingCare")
    record Wanted(
            @Schema(description = "Who; empty for nobody", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            @Size(max = 200)
            @Storable
            String owner,

            @Schema(description = "Until when it should be dealt with") @Nullable
            Instant dueAt) {}

    @Operation(summary = "List findings", description = "The one whose state changed last comes first.")
    @GetMapping
    Page<FindingView> list(@Valid @ParameterObject Query query) {
        FindingFilter filter = query.filter();
        filter.requirement().ifPresent(this::known);
        return findings.find(filter, Paging.byTime(query.cursor()), Paging.size(query.limit()))
                .map(FindingView::of);
    }

    @Operation(
            summary = "Show a finding",
            description =
                    "With what each source says of it, and the requirements that it speaks about, each with the reason.")
    @GetMapping("/{id}")
    FindingView.Details show(@Parameter(description = "The finding's id") @PathVariable UUID id) {
        StoredFinding finding = find(id);
        return FindingView.Details.of(finding, mapper.map(finding.joined().clues()));
    }

    @Operation(summary = "Say who looks after a finding, and until when", description = "Needs role `responder`.")
    @PutMapping(path = "/{id}/care", consumes = MediaType.APPLICATION_JSON_VALUE)
    FindingView assign(
            @Parameter(description = "The finding's id") @PathVariable UUID id,
            @Valid @RequestBody Wanted wanted,
            Actor actor) {
        Optional<Instant> due =
                Optional.ofNullable(wanted.dueAt()).map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
        transactions.executeWithoutResult(status -> {
            if (!findings.assign(id, new StoredFinding.Care(wanted.owner(), due), clock.instant())) {
                throw new NotFoundException("finding", id);
            }
            audit.record(
                    actor,
                    "finding.assign",
                    "finding/" + id,
                    Map.of(
                            "owner",
                            wanted.owner(),
                            "dueAt",
                            due.map(Instant::toString).orElse("")));
        });
        return FindingView.of(find(id));
    }

    private void known(RequirementId id) {
        if (catalogue.requirement(id).isEmpty()) {
            throw new InvalidRequestException("requirement", "must be a requirement of a standard in force");
        }
    }

    private StoredFinding find(UUID id) {
        return findings.find(id).orElseThrow(() -> new NotFoundException("finding", id));
    }
}
