package com.kaldrix.monitoring.anomaly.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.event.EventReview;
import com.kaldrix.monitoring.anomaly.event.EventStatus;
import com.kaldrix.monitoring.anomaly.settings.Adjustment;
import com.kaldrix.monitoring.anomaly.suppress.Weekly;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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

/** What people say of anomalies, with what follows from it. */
@RestController
@RequestMapping("/api/v1/feedback")
@Tag(name = "Feedback")
class FeedbackController {
    private final Feedbacks feedbacks;
    private final FeedbackDesk desk;
    private final EventReview review;
    private final Anomalies anomalies;
    private final TransactionOperations transactions;

    FeedbackController(
            Feedbacks feedbacks,
            FeedbackDesk desk,
            EventReview review,
            Anomalies anomalies,
            TransactionOperations transactions) {
        this.feedbacks = feedbacks;
        this.desk = desk;
        this.review = review;
        this.anomalies = anomalies;
        this.transactions = transactions;
    }

    /** From when to when. */
    @Schema(name = "TimeRange")
    record Times(Instant from, Instant to) {}

    /**
     * Feedback as callers see it.
     *
     * @param series for which series something follows
     * @param threshold by what their threshold is multiplied
     * @param excluded times of which they learn nothing
     */
    @Schema(name = "Feedback")
    record View(
            UUID id,
            String kind,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID event,

            String reason,
            List<String> series,
            double threshold,
            List<Times> excluded,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant until,

            String createdBy,
            Instant createdAt) {
        static View of(Feedback one) {
            Adjustment adjustment = one.adjustment();
            return new View(
                    one.id(),
                    one.kind().word(),
                    one.event(),
                    one.reason(),
                    adjustment.series().stream().map(Matchers::toString).toList(),
                    adjustment.change().threshold(),
                    adjustment.change().excluded().stream()
                            .map(range -> new Times(range.from(), range.to()))
                            .toList(),
                    adjustment.until(),
                    one.by(),
                    one.at());
        }
    }

    /** What somebody says. */
    @Schema(name = "FeedbackWanted")
    record Wanted(
            @Schema(
                    allowableValues = {"expected", "false-positive", "incident"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            @Nullable
            String kind,

            @Schema(description = "Of which event; or else `anomaly` or `series`") @Nullable
            UUID event,

            @Schema(description = "Of which anomaly") @Nullable
            UUID anomaly,

            @Schema(
                    description = "Of which series, as Alertmanager writes matchers; for `expected` alone",
                    example = "{__name__=\"kaldrix_node_peers\"}")
            @Size(max = 4000)
            @Storable
            @Nullable
            String series,

            @Schema(description = "For `expected`: until when") @Nullable
            Instant until,

            @Schema(
                    description = "For `expected`: at which times of the week",
                    example = "sat,sun 02:00-04:00 Europe/Dublin")
            @Nullable
            String calendar,

            @Schema(description = "1 to 4000 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 4000)
            @Storable
            @Nullable
            String reason) {
        String why() {
            return reason == null ? "" : reason;
        }
    }

    /** Which page. */
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

    @Operation(summary = "List what people said of anomalies", description = "What holds, the youngest first.")
    @GetMapping
    Page<View> list(@ParameterObject @Valid Query query) {
        return feedbacks
                .find(query.after(), Objects.requireNonNullElse(query.limit(), Page.USUAL))
                .map(View::of);
    }

    @Operation(summary = "Show what somebody said")
    @GetMapping("/{id}")
    View show(@Parameter(description = "The feedback's id") @PathVariable UUID id) {
        return View.of(find(id));
    }

    private Feedback find(UUID id) {
        return feedbacks.find(id).orElseThrow(() -> new NotFoundException("feedback", id));
    }

    @Operation(
            summary = "Say what an event, an anomaly or a series is",
            description =
                    "`false-positive`: what is no further out is not told again, and series of its like need a tenth more to be"
                            + " told. `expected`: not told and not learnt until a time, or at some hours of the week. `incident`: its"
                            + " time is kept out of what its series learn. Of an event the last word counts.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    View add(@Valid @RequestBody Wanted wanted, Actor actor) {
        FeedbackKind kind = kind(wanted.kind());
        Terms terms = terms(wanted, kind);
        int subjects = (wanted.event() == null ? 0 : 1)
                + (wanted.anomaly() == null ? 0 : 1)
                + (wanted.series() == null ? 0 : 1);
        if (subjects != 1) {
            throw new InvalidRequestException(
                    "/event", "must be given, or else 'anomaly' or 'series', and one of them only");
        }
        AtomicReference<@Nullable Feedback> made = new AtomicReference<>();
        if (wanted.event() != null) {
            review.say(
                    wanted.event(),
                    status(kind),
                    action(kind),
                    wanted.why(),
                    actor,
                    (event, all) -> made.set(give(kind, event.id(), all, terms, wanted.why(), actor)));
        } else if (wanted.anomaly() != null) {
            UUID id = wanted.anomaly();
            Anomaly anomaly = anomalies.find(id).orElseThrow(() -> new NotFoundException("anomaly", id));
            transactions.executeWithoutResult(
                    status -> made.set(give(kind, null, List.of(anomaly), terms, wanted.why(), actor)));
        } else {
            Matchers series = series(kind, String.valueOf(wanted.series()));
            transactions.executeWithoutResult(status -> made.set(desk.expected(series, terms, wanted.why(), actor)));
        }
        Feedback given = made.get();
        if (given == null) {
            throw new InvalidRequestException("/event", "has no anomalies of which something could follow");
        }
        return View.of(given);
    }

    private @Nullable Feedback give(
            FeedbackKind kind, @Nullable UUID event, List<Anomaly> of, Terms terms, String why, Actor actor) {
        return switch (kind) {
            case EXPECTED -> desk.expected(event, of, terms, why, actor);
            case FALSE_POSITIVE -> desk.falsePositive(event, of, why, actor);
            case INCIDENT -> desk.incident(event, of, why, actor);
        };
    }

    private static FeedbackKind kind(@Nullable String word) {
        try {
            return FeedbackKind.of(String.valueOf(word));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("/kind", String.valueOf(e.getMessage()));
        }
    }

    private Terms terms(Wanted wanted, FeedbackKind kind) {
        if (kind != FeedbackKind.EXPECTED && wanted.until() != null) {
            throw new InvalidRequestException("/until", "is for what is expected");
        }
        if (kind != FeedbackKind.EXPECTED && wanted.calendar() != null) {
            throw new InvalidRequestException("/calendar", "is for what is expected");
        }
        if (wanted.until() != null && !wanted.until().isAfter(desk.now())) {
            throw new InvalidRequestException("/until", "must be in the future");
        }
        try {
            return new Terms(wanted.until(), wanted.calendar() == null ? null : Weekly.parse(wanted.calendar()));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("/calendar", String.valueOf(e.getMessage()));
        }
    }

    private static Matchers series(FeedbackKind kind, String text) {
        if (kind != FeedbackKind.EXPECTED) {
            throw new InvalidRequestException("/series", "is for what is expected");
        }
        try {
            Matchers series = Matchers.parse(text);
            if (series.isEmpty()) {
                throw new InvalidRequestException("/series", "must name at least one condition");
            }
            return series;
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("/series", String.valueOf(e.getMessage()));
        }
    }

    private static EventStatus status(FeedbackKind kind) {
        return switch (kind) {
            case EXPECTED -> EventStatus.EXPECTED;
            case FALSE_POSITIVE -> EventStatus.FALSE_POSITIVE;
            case INCIDENT -> EventStatus.RESOLVED;
        };
    }

    private static String action(FeedbackKind kind) {
        return switch (kind) {
            case EXPECTED -> "expected";
            case FALSE_POSITIVE -> "false-positive";
            case INCIDENT -> "resolve";
        };
    }

    @Operation(
            summary = "Take back what somebody said",
            description = "With all that followed from it; its event waits for somebody's word again.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@Parameter(description = "The feedback's id") @PathVariable UUID id, Actor actor) {
        Feedback feedback = find(id);
        UUID event = feedback.event();
        if (event == null) {
            transactions.executeWithoutResult(status -> desk.withdraw(feedback, actor));
        } else {
            review.say(event, EventStatus.OPEN, "reopen", "", actor, (said, all) -> desk.withdraw(feedback, actor));
        }
    }
}
