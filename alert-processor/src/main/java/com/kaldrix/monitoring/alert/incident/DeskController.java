package com.kaldrix.monitoring.alert.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kaldrix.monitoring.alert.incident.Incident.Times;
import com.kaldrix.monitoring.alert.incident.IncidentPages.Counts;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** For how long an incident keeps quiet: one of the three. */
    record Snooze(
            @Schema(description = "Until when; in the future, at most 30 days ahead") @Nullable
            Instant until,

            @Schema(description = "For how long, in place of `until`; at most 30 days", example = "2h")
            @JsonProperty("for")
            @Nullable
            String duration,

            @Schema(
                    description =
                            "True, in place of both, for as long as it lasts; `snoozedUntil` is then in the year 9999",
                    defaultValue = "false")
            @Nullable
            Boolean untilResolved) {}

    /** Words for everybody to read. */
    record Note(
            @Schema(description = "1 to 4000 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 4000)
            @Storable
            String text) {}

    /** To whom an incident goes. */
    record Handover(
            @Schema(description = "Name of a receiver that tells somebody", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            String receiver) {}

    /** Into which incident another goes. */
    record MergeRequest(
            @Schema(description = "The incident that goes on", requiredMode = Schema.RequiredMode.REQUIRED) @NotNull
            UUID into) {}

    /** Which alerts become an incident of their own. */
    record SplitRequest(
            @ArraySchema(
                    schema = @Schema(type = "string", pattern = "[0-9a-f]{16}"),
                    arraySchema =
                            @Schema(
                                    description = "Their fingerprints; not all that belong to the incident",
                                    requiredMode = Schema.RequiredMode.REQUIRED))
            @NotEmpty
            @Size(max = 1000)
            List<@NotNull @Pattern(regexp = "[0-9a-f]{16}") String> alerts) {}

    @Operation(
            summary = "Hand an incident over to another receiver",
            description =
                    "The new one is told at once, and escalation begins anew; whoever was told before is told the end. 409 when"
                            + " it is over.")
    @PostMapping(path = "/reassign", consumes = MediaType.APPLICATION_JSON_VALUE)
    IncidentSummary reassign(
            @Parameter(description = "The incident's id") @PathVariable UUID id,
            @Valid @RequestBody Handover handover,
            Actor actor) {
        return shown(desk.reassign(id, handover.receiver(), actor).id());
    }

    @Operation(
            summary = "Merge an incident into another",
            description =
                    "Answers with the other one. Its alerts, and those of its group that come later, join it as long as it"
                            + " stands; what was told of them is not told again. The merged one is resolved. 409 when one of"
                            + " them is over, or when they are told to different receivers.")
    @PostMapping(path = "/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
    IncidentSummary merge(
            @Parameter(description = "The id of the incident that ends") @PathVariable UUID id,
            @Valid @RequestBody MergeRequest merge,
            Actor actor) {
        return shown(desk.merge(id, merge.into(), actor).id());
    }

    @Operation(
            summary = "Split alerts off into an incident of their own",
            description =
                    "Answers with the new one, which is told once. What is reported of these alerts later joins it as long as it"
                            + " stands. 409 when it is over.")
    @PostMapping(path = "/split", consumes = MediaType.APPLICATION_JSON_VALUE)
    IncidentSummary split(
            @Parameter(description = "The incident's id") @PathVariable UUID id,
            @Valid @RequestBody SplitRequest split,
            Actor actor) {
        Set<Fingerprint> alerts = split.alerts().stream()
                .map(text -> new Fingerprint(Long.parseUnsignedLong(text, 16)))
                .collect(Collectors.toSet());
        return shown(desk.split(id, alerts, actor).id());
    }

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
            description =
                    "No message but its end, no escalation, until the time given or until it is over; a more severe alert"
                            + " that may be heard ends it. 409 when it is over.")
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
                    "Those after it follow at their distances. 409 when it is over, acknowledged or kept quiet, when no step is left, and within"
                            + " 15 seconds after somebody did so.")
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
        boolean forGood = Boolean.TRUE.equals(snooze.untilResolved());
        if (Stream.of(until != null, duration != null, forGood)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw new InvalidRequestException("", "must hold one of 'until', 'for' and 'untilResolved'");
        }
        if (forGood) {
            return Times.UNTIL_RESOLVED;
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
