package com.kaldrix.monitoring.alert.heartbeat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.heartbeat.HeartbeatRows.State;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.web.Storable;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hears sources that must speak from time to time. */
@RestController
@Tag(name = "Heartbeats")
class HeartbeatController {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Heartbeats heartbeats;
    private final HeartbeatRows rows;
    private final HeartbeatDesk desk;

    HeartbeatController(Heartbeats heartbeats, HeartbeatRows rows, HeartbeatDesk desk) {
        this.heartbeats = heartbeats;
        this.rows = rows;
        this.desk = desk;
    }

    /** What is wanted of a source. */
    record Wanted(
            @Schema(
                    description = "After what time without a word its silence is an alert; 10s to 366d",
                    example = "5m",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            String silentAfter,

            @Schema(description = "How bad its silence is", requiredMode = Schema.RequiredMode.REQUIRED) @NotNull
            Severity severity,

            @Schema(description = "What the alert has beside its name, for routes") @Size(max = 20) @Nullable
            Map<String, @NotNull @Storable @Size(max = 500) String> labels) {}

    /**
     * A heartbeat.
     *
     * @param name as it stands in the address that it posts to
     * @param silentAfter after what time without a word its silence is an alert
     * @param severity how bad that is
     * @param labels of the alert beside its name
     * @param configured whether it stands in the configuration
     * @param beatAt when it came last; null while it never has
     * @param missingSince since when it is missing; null while it is not
     */
    @Schema(name = "Heartbeat")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String name,
            @Schema(example = "5m") String silentAfter,
            Severity severity,
            Map<String, String> labels,

            @Schema(description = "Whether it stands in the configuration; else it was made by the API")
            boolean configured,

            @Schema(description = "When it came last; left out while it never has") @Nullable
            Instant beatAt,

            @Schema(description = "Since when it is missing; left out while it is not") @Nullable
            Instant missingSince) {}

    @Operation(
            summary = "Say that a source is alive",
            description =
                    "Needs role `ingest`. A body is not looked at, so that a webhook of any kind may post here. 404 for a name that"
                            + " nobody waits for.")
    @PostMapping("/heartbeats/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void beat(@Parameter(description = "The heartbeat's name") @PathVariable String name) {
        desk.beat(name);
    }

    @Operation(summary = "List heartbeats and how they fare")
    @GetMapping("/api/v1/heartbeats")
    Page<Shown> list() {
        Map<String, State> states = rows.states().stream().collect(Collectors.toMap(State::name, Function.identity()));
        return new Page<>(
                heartbeats.all().values().stream()
                        .map(heartbeat -> shown(
                                heartbeat,
                                states.getOrDefault(heartbeat.name(), new State(heartbeat.name(), null, null))))
                        .toList(),
                null);
    }

    private Shown shown(Heartbeat heartbeat, State state) {
        return new Shown(
                heartbeat.name(),
                PrometheusDuration.format(heartbeat.silentAfter()),
                heartbeat.severity(),
                heartbeat.labels().asMap(),
                heartbeats.configured(heartbeat.name()),
                state.beatAt(),
                state.missingSince());
    }

    @Operation(
            summary = "Wait for a source",
            description =
                    "Makes a heartbeat, or changes one that was made here. 409 for one that stands in the configuration. Needs role"
                            + " `admin`.")
    @PutMapping(path = "/api/v1/heartbeats/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Shown make(
            @Parameter(description = "Its name: letters, digits, `.`, `_` and `-`, 64 at most") @PathVariable
                    String name,
            @Valid @RequestBody Wanted wanted,
            Actor actor) {
        desk.make(read(name, wanted), actor);
        return list().items().stream()
                .filter(shown -> shown.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("heartbeat", name));
    }

    private static Heartbeat read(String name, Wanted wanted) {
        List<FieldError> errors = new ArrayList<>();
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            errors.add(new FieldError("name", "must be letters, digits, '.', '_' and '-', 64 at most"));
        }
        Duration after = SHORTEST;
        try {
            after = PrometheusDuration.parse(wanted.silentAfter());
            if (after.compareTo(SHORTEST) < 0 || after.compareTo(LONGEST) > 0 || after.toMillisPart() > 0) {
                errors.add(new FieldError("/silentAfter", "must be from 10s to 366d, in whole seconds"));
            }
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/silentAfter", String.valueOf(e.getMessage())));
        }
        Labels labels = Labels.empty();
        try {
            labels = Labels.of(wanted.labels() == null ? Map.of() : wanted.labels());
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/labels", String.valueOf(e.getMessage())));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new Heartbeat(name, after, wanted.severity(), labels, Matchers.any());
    }

    @Operation(
            summary = "Wait no longer for a source",
            description =
                    "An alert on its silence is over. 409 for one that stands in the configuration. Needs role `admin`.")
    @DeleteMapping("/api/v1/heartbeats/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@Parameter(description = "The heartbeat's name") @PathVariable String name, Actor actor) {
        desk.remove(name, actor);
    }
}
