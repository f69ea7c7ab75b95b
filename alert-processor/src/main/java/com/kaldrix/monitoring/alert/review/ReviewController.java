package com.kaldrix.monitoring.alert.review;

import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows reviews of incidents, and keeps what people have taken on. */
@RestController
@RequestMapping("/api/v1/incidents/{id}/review")
@Tag(name = "Reviews")
class ReviewController {
    private final ReviewDesk desk;
    private final Directory.Current directory;
    private final PublicAddress address;
    private final Clock clock;

    ReviewController(ReviewDesk desk, Directory.Current directory, PublicAddress address, Clock clock) {
        this.desk = desk;
        this.directory = directory;
        this.address = address;
        this.clock = clock;
    }

    /** What somebody takes on. */
    @Schema(name = "WantedActionItem")
    record Wanted(
            @Schema(description = "What is to be done", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Storable
            @Size(max = 500)
            String text,

            @Schema(
                    description = "Who takes it on, by the id of a person in the configuration",
                    example = "ada",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Storable
            @Size(max = 64)
            String owner,

            @Schema(description = "Until which day") @Nullable
            LocalDate dueOn,

            @Schema(description = "Whether it is done", defaultValue = "false") @Nullable
            Boolean done) {}

    @Operation(
            summary = "Show the review of an incident",
            description =
                    "What happened, what was changed in its region in the time before it was opened (`kaldrix.review.changes-before`),"
                            + " and who has taken on what. As Markdown with `Accept: text/markdown`.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ReviewDetails show(@Parameter(description = "The incident's id") @PathVariable UUID id) {
        return ReviewDetails.of(desk.of(id));
    }

    @Operation(
            summary = "Show the review of an incident",
            description =
                    "What happened, what was changed in its region in the time before it was opened (`kaldrix.review.changes-before`),"
                            + " and who has taken on what. As Markdown with `Accept: text/markdown`.")
    @GetMapping(produces = MediaType.TEXT_MARKDOWN_VALUE)
    String export(@Parameter(description = "The incident's id") @PathVariable UUID id) {
        return ReviewMarkdown.of(desk.of(id), address.incident(id));
    }

    @Operation(summary = "Add an action item to a review", description = "Needs role `responder`.")
    @PostMapping(path = "/actions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ReviewDetails.Action add(
            @Parameter(description = "The incident's id") @PathVariable UUID id,
            @Valid @RequestBody Wanted wanted,
            Actor actor) {
        check(wanted);
        return ReviewDetails.Action.of(desk.add(
                new ActionItem(
                        Ids.next(),
                        id,
                        wanted.text().strip(),
                        wanted.owner(),
                        wanted.dueOn(),
                        Boolean.TRUE.equals(wanted.done()) ? clock.instant() : null,
                        actor.name(),
                        clock.instant()),
                actor));
    }

    @Operation(
            summary = "Change an action item of a review, or say that it is done",
            description = "Needs role `responder`.")
    @PutMapping(path = "/actions/{action}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ReviewDetails.Action change(
            @Parameter(description = "The incident's id") @PathVariable UUID id,
            @Parameter(description = "The action item's id") @PathVariable UUID action,
            @Valid @RequestBody Wanted wanted,
            Actor actor) {
        check(wanted);
        return ReviewDetails.Action.of(desk.change(
                id,
                action,
                item -> new ActionItem(
                        item.id(),
                        item.incident(),
                        wanted.text().strip(),
                        wanted.owner(),
                        wanted.dueOn(),
                        !Boolean.TRUE.equals(wanted.done())
                                ? null
                                : item.doneAt() == null ? clock.instant() : item.doneAt(),
                        item.madeBy(),
                        item.madeAt()),
                actor));
    }

    @Operation(summary = "Remove an action item from a review", description = "Needs role `responder`.")
    @DeleteMapping("/actions/{action}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @Parameter(description = "The incident's id") @PathVariable UUID id,
            @Parameter(description = "The action item's id") @PathVariable UUID action,
            Actor actor) {
        desk.remove(id, action, actor);
    }

    private void check(Wanted wanted) {
        LocalDate due = wanted.dueOn();
        if (due != null && (due.getYear() < 1970 || due.getYear() > 9999)) {
            throw new InvalidRequestException("/dueOn", "must be a day of the years 1970 to 9999");
        }
        if (directory.get().person(wanted.owner()).isEmpty()) {
            throw new InvalidRequestException("/owner", "is not among the people of the configuration");
        }
    }
}
