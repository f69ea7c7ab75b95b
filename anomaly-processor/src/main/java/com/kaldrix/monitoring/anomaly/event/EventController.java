package com.kaldrix.monitoring.anomaly.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyView;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.web.Storable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events, and what people say of them. */
@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "Events")
class EventController {
    private final Events events;
    private final Anomalies anomalies;
    private final EventReview review;
    private final Surroundings surroundings;

    EventController(Events events, Anomalies anomalies, EventReview review, Surroundings surroundings) {
        this.events = events;
        this.anomalies = anomalies;
        this.review = review;
        this.surroundings = surroundings;
    }

    /**
     * An event as callers see it.
     *
     * @param status what people say of it
     * @param endedAt left out while it goes on
     */
    @Schema(name = "Event")
    record View(
            UUID id,
            String title,
            String region,
            String component,
            Severity severity,
            String status,
            Instant startedAt,
            Instant lastAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant endedAt) {
        static View of(Event event) {
            return new View(
                    event.id(),
                    event.title(),
                    event.region(),
                    event.component(),
                    event.severity(),
                    event.status().word(),
                    event.startedAt(),
                    event.lastAt(),
                    event.endedAt());
        }
    }

    /**
     * An event with all that belongs to it: its anomalies in the order in which they began, and what people did.
     *
     * @param origins in which component it may have begun, the most likely first; empty when it is in one only
     * @param similar events of the past that looked alike and how they ended, the most alike first
     */
    @Schema(name = "EventDetails")
    record Details(
            View event,
            String description,
            List<AnomalyView> anomalies,
            List<Origin> origins,
            List<PastEvent> similar,
            List<Entry> timeline) {}

    /** Parameters of the list of events. */
    record Query(
            @Parameter(description = "Only those that go on (`true`), or only those that are over (`false`)") @Nullable
            Boolean open,

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

    /** Words for everybody to read. */
    record Words(
            @Schema(description = "1 to 4000 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 4000)
            @Storable
            String text) {}

    @Operation(summary = "List events", description = "Those that began last first; they are kept for a year.")
    @GetMapping
    Page<View> list(@ParameterObject @Valid Query query) {
        int limit = Objects.requireNonNullElse(query.limit(), Page.USUAL);
        return events.find(Optional.ofNullable(query.open()), query.after(), limit)
                .map(View::of);
    }

    @Operation(summary = "Show one event with its anomalies and its timeline")
    @GetMapping("/{id}")
    Details show(@Parameter(description = "The event's id") @PathVariable UUID id) {
        Event event = events.find(id).orElseThrow(() -> new NotFoundException("event", id));
        var all = anomalies.ofEvent(id);
        Story story = surroundings.tell(event, all);
        return new Details(
                View.of(event),
                all.isEmpty() ? "" : Wording.description(story),
                all.stream().map(AnomalyView::of).toList(),
                story.origins(),
                story.past(),
                events.timeline(id));
    }

    @Operation(summary = "Say that somebody has seen an event")
    @PostMapping("/{id}/acknowledge")
    View acknowledge(@Parameter(description = "The event's id") @PathVariable UUID id, Actor actor) {
        return View.of(review.say(id, EventStatus.ACKNOWLEDGED, "acknowledge", "", actor));
    }

    @Operation(summary = "Say that somebody looks into an event")
    @PostMapping("/{id}/investigating")
    View investigating(@Parameter(description = "The event's id") @PathVariable UUID id, Actor actor) {
        return View.of(review.say(id, EventStatus.INVESTIGATING, "investigate", "", actor));
    }

    @Operation(summary = "Add a note to an event's timeline", description = "Also to one that is over.")
    @PostMapping(path = "/{id}/note", consumes = MediaType.APPLICATION_JSON_VALUE)
    View note(
            @Parameter(description = "The event's id") @PathVariable UUID id,
            @Valid @RequestBody Words words,
            Actor actor) {
        return View.of(review.say(id, null, "note", words.text(), actor));
    }

    @Operation(
            summary = "Say what the cause of an event was",
            description = "A real incident: its time is kept out of what its series learn.")
    @PostMapping(path = "/{id}/resolve", consumes = MediaType.APPLICATION_JSON_VALUE)
    View resolve(
            @Parameter(description = "The event's id") @PathVariable UUID id,
            @Valid @RequestBody Words words,
            Actor actor) {
        return View.of(review.say(id, EventStatus.RESOLVED, "resolve", words.text(), actor));
    }

    @Operation(
            summary = "Say that nothing was wrong",
            description =
                    "Makes a rule for each of its series: what is no further out on the same side is not told again, and series"
                            + " of its like need a little more to be told. Both stand under feedback, where they can be taken"
                            + " back.")
    @PostMapping(path = "/{id}/false-positive", consumes = MediaType.APPLICATION_JSON_VALUE)
    View falsePositive(
            @Parameter(description = "The event's id") @PathVariable UUID id,
            @Valid @RequestBody Words words,
            Actor actor) {
        return View.of(review.say(id, EventStatus.FALSE_POSITIVE, "false-positive", words.text(), actor));
    }
}
