package com.kaldrix.monitoring.anomaly.backtest.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.kaldrix.monitoring.anomaly.file.SeriesFile;
import com.kaldrix.monitoring.anomaly.settings.Sensitivity;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
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

/** Anomaly detection on readings that people bring. */
@RestController
@RequestMapping("/api/v1/backtest")
@Tag(name = "Back-test")
class BacktestController {
    private static final String CSV = "text/csv";
    private static final int MOST_TOLERANCE = 10_000;

    private final Jobs jobs;
    private final JobRunner runner;
    private final WorkReader reader;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    BacktestController(
            Jobs jobs,
            JobRunner runner,
            WorkReader reader,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.jobs = jobs;
        this.runner = runner;
        this.reader = reader;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A job as callers see it.
     *
     * @param progress how much of it is done, 0 to 1
     */
    @Schema(name = "Backtest")
    record View(
            UUID id,
            String source,

            @Schema(allowableValues = {"queued", "running", "done", "failed", "cancelled", "lost"})
            String state,

            double progress,
            int rows,
            String createdBy,
            Instant createdAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant endedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Result result) {
        static View of(Job job) {
            return new View(
                    job.id(),
                    job.source(),
                    job.state().word(),
                    job.rows() == 0 ? 0 : (double) job.done() / job.rows(),
                    job.rows(),
                    job.createdBy(),
                    job.createdAt(),
                    job.endedAt(),
                    job.reason(),
                    job.result());
        }
    }

    /** A time at which something was unusual, both ends included. */
    @Schema(name = "LabelledRange")
    record Labelled(@Nullable Instant from, @Nullable Instant to) {}

    /** What is to be looked at. */
    @Schema(name = "BacktestWanted")
    record Wanted(
            @Schema(
                    description =
                            "Readings as CSV with the columns `timestamp` and `value`, and perhaps `label` (0 or 1)")
            @Nullable
            String csv,

            @Schema(description = "Or the name of a metric set to which readings were uploaded")
            @JsonProperty("metric_set")
            @Nullable
            String metricSet,

            @Schema(description = "Which metric of it") @Nullable
            String metric,

            @Schema(description = "From when; all unless set") @Nullable
            Instant from,

            @Schema(description = "Before when; all unless set") @Nullable
            Instant to,

            @Schema(description = "When something was unusual, to be compared with what is found") @Nullable
            List<@Nullable Labelled> labels,

            @Schema(description = "How many rows beside a label an alert still meets it; 0 unless set") @Nullable
            Integer tolerance,

            @Schema(description = "What chance begins with; 1 unless set") @Nullable
            Long seed,

            @Schema(
                    description = "medium unless set",
                    allowableValues = {"low", "medium", "high"})
            @Nullable
            String sensitivity) {}

    /** Parameters of a back-test whose body is CSV. */
    record CsvQuery(
            @Parameter(description = "What chance begins with; 1 unless set") @Nullable
            Long seed,

            @Parameter(description = "`low`, `medium` or `high`; medium unless set") @Nullable
            String sensitivity,

            @Parameter(description = "How many rows beside a label an alert still meets it; 0 unless set") @Nullable
            Integer tolerance) {}

    /** Parameters of the list of back-tests. */
    record Query(
            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(
                    description = "How many on a page",
                    schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
            @Nullable
            @Min(1)
            @Max(Page.MOST)
            Integer limit) {
        Optional<Cursor> after() {
            try {
                Optional.ofNullable(cursor).ifPresent(Cursor::instant);
            } catch (IllegalArgumentException ofAnotherList) {
                throw new InvalidRequestException("cursor", String.valueOf(ofAnotherList.getMessage()));
            }
            return Optional.ofNullable(cursor);
        }
    }

    @Operation(
            summary = "Ask for a back-test",
            description =
                    "As JSON, or as CSV with the columns `timestamp` and `value` and perhaps `label`. Answers at once; the"
                            + " job tells of its progress, and has anomalies, scores and how well labels were met in the end.")
    @PostMapping(consumes = CSV)
    @ResponseStatus(HttpStatus.ACCEPTED)
    View csv(@ParameterObject CsvQuery query, @RequestBody String text, Actor actor) {
        SeriesFile file = reader.csv("", text);
        Work work = new Work(
                file,
                reader.labelColumn(text),
                Objects.requireNonNullElse(query.seed(), 1L),
                sensitivity("sensitivity", query.sensitivity()),
                tolerance("tolerance", query.tolerance()),
                List.of());
        return submit("CSV with " + file.size() + " rows", work, actor);
    }

    @Operation(
            summary = "Ask for a back-test",
            description =
                    "As JSON, or as CSV with the columns `timestamp` and `value` and perhaps `label`. Answers at once; the"
                            + " job tells of its progress, and has anomalies, scores and how well labels were met in the end.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    View json(@Valid @RequestBody Wanted wanted, Actor actor) {
        SeriesFile file = file(wanted);
        List<int[]> labels = wanted.labels() == null && wanted.csv() != null
                ? reader.labelColumn(wanted.csv())
                : reader.rows(wanted.labels(), file);
        Work work = new Work(
                file,
                labels,
                Objects.requireNonNullElse(wanted.seed(), 1L),
                sensitivity("/sensitivity", wanted.sensitivity()),
                tolerance("/tolerance", wanted.tolerance()),
                List.of());
        String source = wanted.csv() == null ? "metric set " + file.name() : "CSV with " + file.size() + " rows";
        return submit(source, work, actor);
    }

    private SeriesFile file(Wanted wanted) {
        if ((wanted.csv() == null) == (wanted.metricSet() == null)) {
            throw new InvalidRequestException("/csv", "must be given, or else 'metric_set', and one of them only");
        }
        if (wanted.csv() != null) {
            return reader.csv("/csv", wanted.csv());
        }
        if (wanted.metric() == null) {
            throw new InvalidRequestException("/metric", "must be given");
        }
        Instant from = Objects.requireNonNullElse(wanted.from(), Instant.EPOCH);
        Instant to = Objects.requireNonNullElse(wanted.to(), Instant.parse("2200-01-01T00:00:00Z"));
        if (!from.isBefore(to)) {
            throw new InvalidRequestException("/to", "must be after 'from'");
        }
        return reader.uploaded(String.valueOf(wanted.metricSet()), wanted.metric(), from, to);
    }

    private static Sensitivity sensitivity(String field, @Nullable String word) {
        try {
            return word == null ? Sensitivity.MEDIUM : Sensitivity.of(word);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(field, String.valueOf(e.getMessage()));
        }
    }

    private static int tolerance(String field, @Nullable Integer rows) {
        if (rows != null && (rows < 0 || rows > MOST_TOLERANCE)) {
            throw new InvalidRequestException(field, "must be from 0 to " + MOST_TOLERANCE);
        }
        return rows == null ? 0 : rows;
    }

    private View submit(String source, Work work, Actor actor) {
        if (!runner.hasRoom()) {
            throw new ConflictException("so many back-tests wait already that no more are taken for now");
        }
        Job job = new Job(
                Ids.next(),
                source,
                JobState.QUEUED,
                work.file().size(),
                0,
                actor.name(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                null,
                null);
        transactions.executeWithoutResult(status -> {
            jobs.add(job, runner.name());
            audit.record(actor, "backtest.create", "backtest/" + job.id(), Map.of("source", source));
        });
        if (!runner.submit(job.id(), work)) {
            jobs.end(
                    job.id(),
                    JobState.FAILED,
                    "so many back-tests waited that this one was not taken",
                    clock.instant());
        }
        return View.of(find(job.id()));
    }

    @Operation(summary = "List back-tests", description = "The youngest first; they are kept for a month.")
    @GetMapping
    Page<View> list(@ParameterObject @Valid Query query) {
        runner.loseSilent();
        return jobs.find(query.after(), Objects.requireNonNullElse(query.limit(), Page.USUAL))
                .map(View::of);
    }

    @Operation(
            summary = "Show one back-test",
            description =
                    "A job whose replica ended before it is `lost`, with a reason, and has to be asked for again.")
    @GetMapping("/{id}")
    View show(@Parameter(description = "The job's id") @PathVariable UUID id) {
        runner.loseSilent();
        return View.of(find(id));
    }

    private Job find(UUID id) {
        return jobs.find(id).orElseThrow(() -> new NotFoundException("back-test", id));
    }

    @Operation(
            summary = "Show the scores of a back-test",
            description =
                    "`timestamp,score,alert` for each row, with timestamps as they were given; 404 until it is done.")
    @GetMapping(path = "/{id}/scores.csv", produces = CSV)
    byte[] scores(@Parameter(description = "The job's id") @PathVariable UUID id) {
        find(id);
        byte[] packed = jobs.output(id).orElseThrow(() -> new NotFoundException("scores of back-test", id));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the scores of back-test " + id + " are damaged", e);
        }
    }

    @Operation(summary = "Cancel a back-test", description = "One that is over stays as it is.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@Parameter(description = "The job's id") @PathVariable UUID id, Actor actor) {
        transactions.executeWithoutResult(status -> {
            find(id);
            if (jobs.end(id, JobState.CANCELLED, "", clock.instant())) {
                audit.record(actor, "backtest.cancel", "backtest/" + id, Map.of());
            }
        });
    }
}
