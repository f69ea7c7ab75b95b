package com.kaldrix.monitoring.alert.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kaldrix.monitoring.alert.incident.IncidentPages.Counts;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people do to incidents. Each answers with the incident as it stands after that. */
@RestController
@RequestMapping("/api/v1/incidents/{id}")
@Tag(name = "Incidents")
class DeskController {
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(30);

    private final AuditedDesk desk;
    private final IncidentPages incidents;
    private final Clock clock;

    DeskController(AuditedDesk desk, IncidentPages incidents, Clock clock) {
        this.desk = desk;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** For how long an incident keeps quiet: one of the two. */
    record Snooze(
            @Schema(description = "Until when; in the future, at most 30 days ahead") @Nullable
            Instant until,

            @Schema(description = "For how long, in place of `until`; at most 30 days", example = "2h")
            @JsonProperty("for")
            @Nullable
            String duration) {}

    /** Words for everybody to read. */
    record Note(
            @Schema(description = "1 to 4000 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 4000)
            @Storable
            String text) {}

    @Operation(
            summary = "Take an incident",
            description =
                    "Repeats stop, and the escalation steps that say so. To do it twice changes nothing. 409 when it is over.")
    @PostMapping("/acknowledge")
    IncidentSummary acknowledge(@Parameter(description = "The incident's id") @PathVariable UUID id, Actor actor) {
        return shown(desk.acknowledge(id, actor).id());
    }

    @Operation(
            summary = "Give an incident back",
            description =
                    "Takes back an acknowledgement or a snooze: repeats go on, and escalation begins anew. 409 when it is over.")
    @PostMapping("/reopen")
    IncidentSummary reopen(@Parameter(description = "The incident's id") @PathVariable UUID id, Actor actor) {
        return shown(desk.reopen(id, actor).id());
    }

    @Operation(
            summary = "Close an incident",
            description =
                    "Alerts that still fire open no new one for as long as the route's repeat interval, unless they fire anew."
                            + " To do it twice changes nothing.")
    @PostMapping("/resolve")
    IncidentSummary resolve(@Parameter(description = "The incident's id") @PathVariable UUID id, Actor actor) {
        return shown(desk.resolve(id, actor).id());
    }

    @Operation(
            summary = "Keep an incident quiet for a while",
            description = "No message but its end, no escalation, until the time given. 409 when it is over.")
    @PostMapping(path = "/snooze", consumes = MediaType.APPLICATION_JSON_VALUE)
    IncidentSummary snooze(
            @Parameter(description = "The incident's id") @PathVariable UUID id,
            @Valid @RequestBody Snooze snooze,
            Actor actor) {
        return shown(desk.snooze(id, until(snooze), actor).id());
    }

    @Operation(
            summary = "Take the next step of escalation now",
            description =
                    "Those after it follow at their distances. 409 when it is over, acknowledged or kept quiet, or no step is left.")
    @PostMapping("/escalate")
    IncidentSummary escalate(@Parameter(description = "The incident's id") @PathVariable UUID id, Actor actor) {
        return shown(desk.escalate(id, actor).id());
    }

    @Operation(summary = "Add a note to an incident's timeline", description = "Also to one that is over.")
    @PostMapping(path = "/note", consumes = MediaType.APPLICATION_JSON_VALUE)
    IncidentSummary note(
            @Parameter(description = "The incident's id") @PathVariable UUID id,
            @Valid @RequestBody Note note,
            Actor actor) {
        return shown(desk.note(id, note.text(), actor).id());
    }

    private Instant until(Snooze snooze) {
        Instant now = clock.instant();
        String duration = snooze.duration();
        Instant until = snooze.until();
        if ((until == null) == (duration == null)) {
            throw new InvalidRequestException("", "must hold either 'until' or 'for'");
        }
        String field = duration == null ? "/until" : "/for";
        Instant end = until == null ? wholeSecond(now.plus(length(duration))) : until;
        if (!end.isAfter(now)) {
            throw new InvalidRequestException(field, "must lie in the future");
        }
        if (end.isAfter(now.plus(LONGEST_SNOOZE))) {
            throw new InvalidRequestException(field, "must be at most 30 days ahead");
        }
        return end;
    }

    /** The next one: nobody snoozes to the microsecond, and people read it. */
    private static Instant wholeSecond(Instant time) {
        return time.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Duration length(@Nullable String text) {
        try {
            return PrometheusDuration.parse(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("/for", String.valueOf(e.getMessage()));
        }
    }

    private IncidentSummary shown(UUID id) {
        Instant now = clock.instant();
        return incidents
                .find(id)
                .map(listed -> IncidentSummary.of(
                        listed, incidents.counts(List.of(id), now).getOrDefault(id, Counts.NONE)))
                .orElseThrow(() -> new NotFoundException("incident", id));
    }
}
