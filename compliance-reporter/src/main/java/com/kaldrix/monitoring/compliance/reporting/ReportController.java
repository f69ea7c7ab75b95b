package com.kaldrix.monitoring.compliance.reporting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.page.Paging;
import com.kaldrix.monitoring.compliance.report.ReportKind;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import com.kaldrix.monitoring.compliance.reporting.run.MadeReport;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRun;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRuns;
import com.kaldrix.monitoring.compliance.reporting.snapshot.Wanted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Reports for those who read them. */
@RestController
@RequestMapping("/api/v1/reports")
@Tag(name = "Reports")
class ReportController {
    private static final Duration LONGEST = Duration.ofDays(3_700);
    /** Nothing that a report says may run, and it needs nothing from elsewhere. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'";

    private final ReportRuns runs;
    private final ReportingConfiguration.ReportObjects objects;
    private final Catalogue catalogue;
    private final AuditLog audit;
    private final Asking asking;

    ReportController(
            ReportRuns runs,
            ReportingConfiguration.ReportObjects objects,
            Catalogue catalogue,
            AuditLog audit,
            Asking asking) {
        this.runs = runs;
        this.objects = objects;
        this.catalogue = catalogue;
        this.audit = audit;
        this.asking = asking;
    }

    /** What asking for a report needs. */
    @Component
    record Asking(TransactionOperations transactions, Clock clock, Bell reportBell) {}

    /** What a report looks at; an empty list is everything. */
    @Schema(name = "ReportScope")
    record Scope(List<String> standards, List<String> accounts, List<String> regions, List<String> components) {
        static Scope of(ReportScope scope) {
            return new Scope(scope.standards(), scope.accounts(), scope.regions(), scope.components());
        }
    }

    /** A file of a report. */
    @Schema(name = "ReportFile")
    record FileView(
            String name,

            @Schema(description = "In bytes; not there for the manifest")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Long size,

            @Schema(description = "64 hexadecimal digits; not there for the manifest, which is signed")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String sha256) {
        static FileView of(MadeReport.File file) {
            return file.sha256().isEmpty()
                    ? new FileView(file.name(), null, null)
                    : new FileView(file.name(), file.size(), file.sha256());
        }
    }

    /** The score of a standard in a report. */
    @Schema(name = "ReportScore")
    record ScoreView(String standard, String name, String score) {}

    /** What was made. */
    @Schema(name = "MadeReport")
    record MadeView(
            @Schema(description = "The id that stands in the report: the same for the same header")
            UUID reportId,

            String title,
            Instant cutOff,
            String catalogueVersion,

            @Schema(description = "How many entries the audit trail had")
            long trailSize,

            @Schema(description = "The root of the tree over them, in Base64")
            String trailRoot,

            @Schema(description = "SHA-256 of the data, 64 hexadecimal digits")
            String dataSet,

            List<ScoreView> scores,
            List<FileView> files,
            Instant madeAt,

            @Schema(description = "The first moment at which its files may be deleted")
            Instant keptUntil) {
        static MadeView of(MadeReport made) {
            return new MadeView(
                    made.report(),
                    made.title(),
                    made.origin().cutOff(),
                    made.origin().catalogueVersion(),
                    made.origin().trailSize(),
                    made.origin().trailRoot(),
                    made.origin().dataSet(),
                    made.scores().stream()
                            .map(score -> new ScoreView(score.standard(), score.name(), score.score()))
                            .toList(),
                    made.files().stream().map(FileView::of).toList(),
                    made.keeping().since(),
                    made.keeping().until());
        }
    }

    /** A report, made or to be made. */
    @Schema(name = "Report")
    record View(
            UUID id,

            @Schema(description = "daily, weekly, monthly, annual or custom")
            String kind,

            Scope scope,
            Instant from,
            Instant until,
            String zone,

            @Schema(description = "waiting, running, made or failed")
            String state,

            @Schema(description = "How many findings have gone by")
            long found,

            @Schema(description = "Of about how many; 0 while that is not known")
            long expected,

            String requestedBy,
            Instant requestedAt,

            @Schema(description = "When the calendar wanted it; not there when somebody asked for it")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Instant dueAt,

            @Schema(description = "Why it could not be made, the last time")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String error,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            MadeView made) {
        static View of(ReportRun run) {
            ReportPeriod period = run.wanted().period();
            return new View(
                    run.id(),
                    run.wanted().kind().word(),
                    Scope.of(run.wanted().scope()),
                    period.from(),
                    period.until(),
                    period.zone().getId(),
                    run.state().word(),
                    run.progress().found(),
                    run.progress().expected(),
                    run.asked().by(),
                    run.asked().at(),
                    run.asked().dueAt().orElse(null),
                    run.error().isEmpty() ? null : run.error(),
                    run.made().map(MadeView::of).orElse(null));
        }
    }

    /** A report that is to be. */
    @Schema(name = "WantedReport")
    record Request(
            @Schema(description = "The first moment that it is about", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            Instant from,

            @Schema(description = "The first moment that it is not about any more; now unless set") @Nullable
            Instant until,

            @Schema(description = "Whose days are meant, such as `Europe/Berlin`; UTC unless set")
            @Size(max = 60)
            @Nullable
            String zone,

            @Schema(description = "Only these standards; all unless set") @Size(max = 100) @Nullable
            List<@NotNull @Size(min = 1, max = 100) @Storable String> standards,

            @Schema(description = "Only these accounts; all unless set") @Size(max = 1000) @Nullable
            List<@NotNull @Size(min = 1, max = 20) @Storable String> accounts,

            @Schema(description = "Only these regions; all unless set") @Size(max = 100) @Nullable
            List<@NotNull @Size(min = 1, max = 40) @Storable String> regions,

            @Schema(description = "Only these parts of the system; all unless set") @Size(max = 1000) @Nullable
            List<@NotNull @Size(min = 1, max = 200) @Storable String> components) {}

    /** Which reports. */
    record Query(
            @Parameter(description = "`daily`, `weekly`, `monthly`, `annual` or `custom`") @Nullable
            String kind,

            @Parameter(description = "`waiting`, `running`, `made` or `failed`") @Nullable
            String state,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {}

    @Operation(summary = "List reports", description = "The one that was asked for last comes first.")
    @GetMapping
    Page<View> list(@Valid @ParameterObject Query query) {
        return runs.find(
                        kind(query.kind()),
                        state(query.state()),
                        Paging.byTime(query.cursor()),
                        Paging.size(query.limit()))
                .map(View::of);
    }

    private static Optional<ReportKind> kind(@Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        Optional<ReportKind> kind = ReportKind.of(word);
        if (kind.isEmpty()) {
            throw new InvalidRequestException("kind", "must be daily, weekly, monthly, annual or custom");
        }
        return kind;
    }

    private static Optional<ReportRun.State> state(@Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        Optional<ReportRun.State> state = Arrays.stream(ReportRun.State.values())
                .filter(one -> one.word().equals(word))
                .findFirst();
        if (state.isEmpty()) {
            throw new InvalidRequestException("state", "must be waiting, running, made or failed");
        }
        return state;
    }

    @Operation(summary = "Show a report", description = "How far it is, and what was made.")
    @GetMapping("/{id}")
    View show(@Parameter(description = "The report's id") @PathVariable UUID id) {
        return View.of(find(id));
    }

    private ReportRun find(UUID id) {
        return runs.find(id).orElseThrow(() -> new NotFoundException("report", id));
    }

    @Operation(
            summary = "Ask for a report",
            description =
                    "It is made soon, and is of the moment at which it is made: findings and scores as they are then, and what"
                            + " happened in the time that is asked for. Needs role `responder`.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    View ask(@Valid @RequestBody Request request, Actor actor) {
        Instant now = asking.clock().instant();
        ReportRun run = ReportRun.waiting(
                Ids.next(),
                new Wanted(ReportKind.CUSTOM, scope(request), period(request, now)),
                new ReportRun.Asked(actor.name(), now, Optional.empty()));
        asking.transactions().executeWithoutResult(status -> {
            runs.add(run);
            audit.record(
                    actor,
                    "report.request",
                    "report/" + run.id(),
                    Map.of(
                            "scope", run.wanted().scope().words(),
                            "from", run.wanted().period().from().toString(),
                            "until", run.wanted().period().until().toString()));
            asking.reportBell().ringAfterCommit();
        });
        return View.of(run);
    }

    private static ReportPeriod period(Request request, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        Instant until = Objects.requireNonNullElse(request.until(), now);
        if (!request.from().isBefore(until)) {
            errors.add(new FieldError("/from", "must be before 'until', which is " + until));
        } else if (request.from().isBefore(until.minus(LONGEST))) {
            errors.add(new FieldError("/from", "must be at most " + LONGEST.toDays() + " days before 'until'"));
        }
        if (until.isAfter(now)) {
            errors.add(new FieldError("/until", "must not be in the future"));
        }
        ZoneId zone = ZoneId.of("UTC");
        try {
            zone = ZoneId.of(Objects.requireNonNullElse(request.zone(), "UTC"));
        } catch (DateTimeException e) {
            errors.add(new FieldError("/zone", "must be a time zone such as Europe/Berlin"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new ReportPeriod(request.from(), until, zone);
    }

    private ReportScope scope(Request request) {
        List<String> standards = Objects.requireNonNullElse(request.standards(), List.of());
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < standards.size(); i++) {
            if (catalogue.framework(standards.get(i)).isEmpty()) {
                errors.add(new FieldError(
                        "/standards/" + i, "must be the id of a standard, as /api/v1/frameworks lists them"));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new ReportScope(
                standards,
                Objects.requireNonNullElse(request.accounts(), List.of()),
                Objects.requireNonNullElse(request.regions(), List.of()),
                Objects.requireNonNullElse(request.components(), List.of()));
    }

    @Operation(
            summary = "Fetch a file of a report",
            description =
                    "The page or the PDF for people, all findings in CSV, JSON, OSCAL or OCSF, or the signed manifest that"
                            + " `./kaldrix report verify` reads. Needs role `auditor`, for it says what people did.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The file",
                            content = {
                                @Content(mediaType = "text/html"),
                                @Content(mediaType = "application/pdf"),
                                @Content(mediaType = "application/json"),
                                @Content(mediaType = "application/jsonl"),
                                @Content(mediaType = "text/csv"),
                                @Content(mediaType = "text/plain")
                            }))
    @GetMapping("/{id}/files/{name}")
    ResponseEntity<StreamingResponseBody> file(
            @Parameter(description = "The report's id") @PathVariable UUID id,
            @Parameter(description = "Name of the file, such as `report.html`") @PathVariable String name) {
        MadeReport made =
                find(id).made().orElseThrow(() -> new ConflictException("The report '" + id + "' is not made yet"));
        MadeReport.File file = made.files().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("file", name));
        InputStream in = objects.objects()
                .get(made.folder() + file.name())
                .orElseThrow(() -> new NotFoundException("file", name));
        StreamingResponseBody body = out -> {
            try (in) {
                in.transferTo(out);
            } catch (IOException e) {
                // Only now is it known, and the status has gone out: an answer that ends early says so.
                throw new IOException("the file " + file.name() + " cannot be read to its end", e);
            }
        };
        return ResponseEntity.ok()
                .contentType(type(file.name()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + file.name() + "\"")
                .header("Content-Security-Policy", POLICY)
                .body(body);
    }

    private static MediaType type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "html" -> new MediaType("text", "html", StandardCharsets.UTF_8);
            case "pdf" -> MediaType.APPLICATION_PDF;
            case "json" -> MediaType.APPLICATION_JSON;
            case "jsonl" -> new MediaType("application", "jsonl");
            case "csv" -> new MediaType("text", "csv", StandardCharsets.UTF_8);
            default -> new MediaType("text", "plain", StandardCharsets.UTF_8);
        };
    }
}
