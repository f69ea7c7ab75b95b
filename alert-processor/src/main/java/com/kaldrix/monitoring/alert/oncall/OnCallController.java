package com.kaldrix.monitoring.alert.oncall;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.page.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says who is on call. */
@RestController
@Tag(name = "On call")
class OnCallController {
    private static final Duration AHEAD = Duration.ofDays(35);

    private final OnCall onCall;
    private final Clock clock;

    OnCallController(OnCall onCall, Clock clock) {
        this.onCall = onCall;
        this.clock = clock;
    }

    /** At which moment. */
    record OnCallQuery(
            @Parameter(
                    description = "At which moment; now when left out",
                    schema = @Schema(type = "string", format = "date-time"))
            @Nullable
            Instant at) {}

    /**
     * A person.
     *
     * @param id as schedules call them
     * @param name for people; the id where the configuration does not know them any more
     */
    @Schema(name = "Person")
    record PersonShown(String id, String name) {
        static PersonShown of(String id, Directory directory) {
            return new PersonShown(id, directory.person(id).map(Person::name).orElse(id));
        }
    }

    /**
     * Who is on call by one schedule.
     *
     * @param schedule its name
     * @param teams whose schedule it is
     * @param person who is on call; null in a gap
     * @param source by which layer, or {@code override}; null in a gap
     * @param until until when; null when it does not end within 35 days
     * @param shadows who is told as well
     */
    @Schema(name = "OnCall")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String schedule,
            List<String> teams,

            @Schema(description = "Who is on call; left out in a gap") @Nullable
            PersonShown person,

            @Schema(description = "By which layer, or `override`; left out in a gap") @Nullable
            String source,

            @Schema(description = "Until when; left out when that is more than 35 days ahead") @Nullable
            Instant until,

            @Schema(description = "Who is told as well and not relied on")
            List<PersonShown> shadows) {}

    @Operation(
            summary = "Say who is on call",
            description = "By each schedule, in the order of the configuration. In a gap there is nobody.")
    @GetMapping("/api/v1/on-call")
    Page<Shown> list(@ParameterObject @Valid OnCallQuery query) {
        Instant at = Objects.requireNonNullElseGet(query.at(), clock::instant);
        return new Page<>(onCall.plans(at).stream().map(plan -> shown(plan, at)).toList(), null);
    }

    private Shown shown(Plan plan, Instant at) {
        Directory directory = onCall.directory();
        String name = plan.schedule().name();
        Instant horizon = at.plus(AHEAD);
        Instant until = plan.at(at).isPresent()
                ? plan.shifts(at, horizon).stream().findFirst().map(Shift::to).orElse(horizon)
                : plan.gaps(at, horizon).stream().findFirst().map(Gap::to).orElse(horizon);
        return new Shown(
                name,
                directory.teams().stream()
                        .filter(team -> team.schedules().contains(name))
                        .map(Team::name)
                        .toList(),
                plan.at(at)
                        .map(turn -> PersonShown.of(turn.person(), directory))
                        .orElse(null),
                plan.at(at).map(Turn::source).orElse(null),
                until.isBefore(horizon) ? until : null,
                plan.shadows(at).stream()
                        .map(turn -> PersonShown.of(turn.person(), directory))
                        .toList());
    }
}
