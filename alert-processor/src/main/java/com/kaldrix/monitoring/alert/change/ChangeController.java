package com.kaldrix.monitoring.alert.change;

import com.kaldrix.monitoring.alert.change.Change.Place;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.region.Region;
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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes and shows changes of what is watched. */
@RestController
@RequestMapping("/api/v1/changes")
@Tag(name = "Changes")
class ChangeController {
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Duration USUAL = Duration.ofDays(7);

    private final ChangeDesk desk;
    private final Changes changes;
    private final Clock clock;

    ChangeController(ChangeDesk desk, Changes changes, Clock clock) {
        this.desk = desk;
        this.changes = changes;
        this.clock = clock;
    }

    /** A change as somebody posts it. */
    record Posted(
            @Schema(
                    description = "What was changed, in one line",
                    example = "gateway 1.42.0",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Storable
            @Size(max = 300)
            String title,

            @Schema(description = "What kind of change, in one word", defaultValue = "deployment")
            @Nullable
            @Pattern(
                    regexp = "[a-z][a-z0-9-]{0,39}",
                    message = "must be a word of small letters, digits and '-', 40 at most")
            String kind,

            @Schema(description = "What it was made to", example = "gateway") @Nullable @Storable @Size(max = 200)
            String service,

            @Schema(description = "In which region; everywhere when left out", example = "eu-west-1") @Nullable
            String region,

            @Schema(description = "Who made it; whoever posts when left out") @Nullable @Storable @Size(max = 200)
            String by,

            @Schema(description = "When; now when left out") @Nullable
            Instant at,

            @Schema(description = "Where there is more, by HTTP or HTTPS")
            @Nullable
            @Pattern(regexp = "https?://[^\\s<>\"]{1,1000}", message = "must be an address by http or https")
            String url,

            @Schema(description = "By which the same change is known when it is posted again")
            @Nullable
            @Storable
            @Size(max = 200)
            String key) {}

    /** Parameters of the list. */
    record ChangeQuery(
            @Parameter(description = "Only changes at or after this instant; a week back when left out") @Nullable
            Instant from,

            @Parameter(description = "Only changes before this instant; now when left out") @Nullable
            Instant to,

            @Parameter(description = "Only changes of this service") @Nullable @Storable
            String service,

            @Parameter(description = "Only changes in this region, or everywhere") @Nullable @Storable
            String region,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(
                    description = "How many on a page",
                    schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
            @Nullable
            @Min(1)
            @Max(Page.MOST)
            Integer limit) {}

    @Operation(
            summary = "Record a change",
            description =
                    "Such as a deployment, to be shown in reviews of incidents that came after it. The same `key` again changes nothing"
                            + " and answers with what is there. Needs role `ingest` or `responder`.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ChangeDetails post(@Valid @RequestBody Posted posted, Actor actor) {
        Instant now = clock.instant();
        Instant at = Objects.requireNonNullElse(posted.at(), now);
        if (at.isAfter(now.plus(AHEAD)) || at.isBefore(Instant.EPOCH)) {
            throw new InvalidRequestException("/at", "must not lie more than an hour ahead, nor before 1970");
        }
        String region = Objects.requireNonNullElse(posted.region(), "");
        if (!region.isEmpty() && Region.find(region).isEmpty()) {
            throw new InvalidRequestException("/region", "is no region code such as eu-west-1");
        }
        String key = posted.key() == null ? "api/" + UUID.randomUUID() : "api/" + posted.key();
        return ChangeDetails.of(desk.post(
                Change.of(
                        key,
                        Objects.requireNonNullElse(posted.kind(), "deployment"),
                        posted.title().strip(),
                        new Place(Objects.requireNonNullElse(posted.service(), ""), region),
                        Objects.requireNonNullElse(posted.by(), actor.name()),
                        at,
                        Objects.requireNonNullElse(posted.url(), "")),
                actor));
    }

    @Operation(summary = "List changes", description = "The latest first.")
    @GetMapping
    Page<ChangeDetails> list(@ParameterObject @Valid ChangeQuery query) {
        Instant now = clock.instant();
        Instant to = Objects.requireNonNullElse(query.to(), now.plus(AHEAD));
        Instant from = Objects.requireNonNullElse(query.from(), now.minus(USUAL));
        int limit = Objects.requireNonNullElse(query.limit(), Page.USUAL);
        Changes.Filter filter = new Changes.Filter(
                from,
                to,
                Objects.requireNonNullElse(query.service(), ""),
                Objects.requireNonNullElse(query.region(), ""));
        List<Change> found;
        try {
            found = changes.find(filter, Optional.ofNullable(query.cursor()), limit + 1);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("cursor", String.valueOf(e.getMessage()));
        }
        return Page.of(found, limit, change -> new Cursor(change.at().toString(), change.id()))
                .map(ChangeDetails::of);
    }
}
