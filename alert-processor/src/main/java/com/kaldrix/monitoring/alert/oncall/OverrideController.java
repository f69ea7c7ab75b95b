package com.kaldrix.monitoring.alert.oncall;

import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has people take over from each other. */
@RestController
@RequestMapping("/api/v1/schedules/{name}/overrides")
@Tag(name = "On call")
class OverrideController {
    private final OnCall onCall;
    private final Schedules schedules;
    private final OnCallDesk desk;
    private final Clock clock;

    OverrideController(OnCall onCall, Schedules schedules, OnCallDesk desk, Clock clock) {
        this.onCall = onCall;
        this.schedules = schedules;
        this.desk = desk;
        this.clock = clock;
    }

    /** Who takes over, and when. */
    record Wanted(
            @Schema(description = "Id of who takes over", example = "ada", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            String person,

            @Schema(description = "Since when, at most 366 days ahead; now when left out or in the past") @Nullable
            Instant from,

            @Schema(
                    description = "Until when; in the future, at most 366 days after the beginning",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            Instant to) {}

    /**
     * An override.
     *
     * @param id identity
     * @param person who takes over
     * @param from since when
     * @param to until when
     * @param madeBy who said so
     * @param madeAt when
     */
    @Schema(name = "Override")
    record Shown(
            UUID id, OnCallController.PersonShown person, Instant from, Instant to, String madeBy, Instant madeAt) {}

    private Shown shown(ScheduleOverride override) {
        return new Shown(
                override.id(),
                OnCallController.PersonShown.of(override.person(), onCall.directory()),
                override.from(),
                override.to(),
                override.madeBy(),
                override.madeAt());
    }

    @Operation(
            summary = "List overrides that are not over",
            description = "In the order in which they were made; of several at the same time the last one holds.")
    @GetMapping
    Page<Shown> list(@Parameter(description = "The schedule's name") @PathVariable String name) {
        if (onCall.directory().schedule(name).isEmpty()) {
            throw new NotFoundException("schedule", name);
        }
        return new Page<>(
                schedules.overrides(name, clock.instant()).stream()
                        .map(this::shown)
                        .toList(),
                null);
    }

    @Operation(
            summary = "Have somebody take over",
            description = "Of overrides at the same time the one made last holds. Needs role `responder`.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Shown add(
            @Parameter(description = "The schedule's name") @PathVariable String name,
            @Valid @RequestBody Wanted wanted,
            Actor actor) {
        Instant from = Objects.requireNonNullElseGet(wanted.from(), clock::instant);
        return shown(desk.override(name, wanted.person(), from, wanted.to(), actor));
    }

    @Operation(
            summary = "End an override",
            description =
                    "One that has not begun is gone, one that holds is over now, and one that is over stays as it was. Needs"
                            + " role `responder`.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(
            @Parameter(description = "The schedule's name") @PathVariable String name,
            @Parameter(description = "The override's id") @PathVariable UUID id,
            Actor actor) {
        desk.end(name, id, actor);
    }
}
