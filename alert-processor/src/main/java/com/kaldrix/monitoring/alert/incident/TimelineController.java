package com.kaldrix.monitoring.alert.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.timeline.Timeline;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows what happened to incidents. */
@RestController
@Tag(name = "Incidents")
class TimelineController {
    private static final String ORDER = "timeline";

    private final Incidents incidents;
    private final Timeline timeline;

    TimelineController(Incidents incidents, Timeline timeline) {
        this.incidents = incidents;
        this.timeline = timeline;
    }

    /** Parameters of a timeline. */
    record TimelineQuery(
            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(
                    description = "How many on a page",
                    schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
            @Nullable
            @Min(1)
            @Max(Page.MOST)
            Integer limit) {}

    /**
     * Something that happened.
     *
     * @param id identity
     * @param at when
     * @param kind what
     * @param actor who did it; null when the suite did
     * @param text a sentence for people
     * @param detail names and values for machines
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TimelineEntry")
    record Entry(
            UUID id,
            Instant at,

            @Schema(description = "What, in one word; further words may come", example = "acknowledged")
            String kind,

            @Schema(description = "Who did it; left out when the suite did") @Nullable
            String actor,

            String text,
            Map<String, String> detail) {
        static Entry of(TimelineEntry entry) {
            return new Entry(
                    entry.id(),
                    entry.at(),
                    entry.kind().name().toLowerCase(Locale.ROOT),
                    entry.actor(),
                    entry.text(),
                    entry.detail());
        }
    }

    @Operation(summary = "List what happened to an incident", description = "The oldest first.")
    @GetMapping("/api/v1/incidents/{id}/timeline")
    Page<Entry> list(
            @Parameter(description = "The incident's id") @PathVariable UUID id,
            @ParameterObject @Valid TimelineQuery query) {
        if (incidents.find(id).isEmpty()) {
            throw new NotFoundException("incident", id);
        }
        Cursor cursor = query.cursor();
        if (cursor != null && !cursor.key().equals(ORDER)) {
            throw new InvalidRequestException("cursor", "is not of this list");
        }
        int limit = Objects.requireNonNullElse(query.limit(), Page.USUAL);
        List<TimelineEntry> found = timeline.of(id, Optional.ofNullable(cursor).map(Cursor::id), limit + 1);
        return Page.of(found, limit, entry -> new Cursor(ORDER, entry.id())).map(Entry::of);
    }
}
