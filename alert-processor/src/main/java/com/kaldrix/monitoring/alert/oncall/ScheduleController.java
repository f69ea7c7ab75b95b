package com.kaldrix.monitoring.alert.oncall;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.oncall.Schedules.Edit;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows schedules and has them edited. Which there are says the configuration. */
@RestController
@RequestMapping("/api/v1/schedules")
@Tag(name = "On call")
class ScheduleController {
    private static final Duration USUAL = Duration.ofDays(14);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final OnCall onCall;
    private final Schedules schedules;
    private final OnCallDesk desk;
    private final Calendars calendars;
    private final Clock clock;

    ScheduleController(OnCall onCall, Schedules schedules, OnCallDesk desk, Calendars calendars, Clock clock) {
        this.onCall = onCall;
        this.schedules = schedules;
        this.desk = desk;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * A schedule.
     *
     * @param name as steps call it
     * @param definition what holds
     * @param calendar address of its feed for calendars, which opens it to whoever has it
     * @param editedBy who edited it; null where the configuration holds
     * @param editedAt when; null where the configuration holds
     */
    @Schema(name = "Schedule")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String name,
            ScheduleShape definition,

            @Schema(description = "Address of its feed for calendars (iCalendar), which opens it to whoever has it")
            String calendar,

            @Schema(description = "Who edited it; left out where the configuration holds") @Nullable
            String editedBy,

            @Schema(description = "When it was edited") @Nullable
            Instant editedAt) {}

    /** Which time. */
    record ShiftQuery(
            @Parameter(
                    description = "Since when; now when left out",
                    schema = @Schema(type = "string", format = "date-time"))
            @Nullable
            Instant from,

            @Parameter(
                    description = "Until when, at most 366 days after `from`; 14 days after it when left out",
                    schema = @Schema(type = "string", format = "date-time"))
            @Nullable
            Instant to) {}

    /**
     * Who is on call when.
     *
     * @param schedule its name
     * @param from since when
     * @param to until when
     * @param shifts in order
     * @param gaps when nobody is on call, in order
     */
    @Schema(name = "Shifts")
    record Roster(String schedule, Instant from, Instant to, List<ShiftShown> shifts, List<Gap> gaps) {}

    /**
     * A time during which the same person is on call.
     *
     * @param from since when
     * @param to until when
     * @param person who
     * @param source by which layer, or {@code override}
     */
    @Schema(name = "Shift")
    record ShiftShown(
            Instant from,
            Instant to,
            OnCallController.PersonShown person,

            @Schema(description = "By which layer, or `override`")
            String source) {}

    @Operation(summary = "List schedules", description = "In the order of the configuration.")
    @GetMapping
    Page<Shown> list() {
        return new Page<>(
                onCall.directory().schedules().stream()
                        .map(planned -> shown(planned.name()))
                        .toList(),
                null);
    }

    private Shown shown(String name) {
        Optional<Edit> edit = schedules.edit(name);
        Plan plan = plan(name, clock.instant());
        return new Shown(
                name,
                ScheduleShape.of(plan.schedule()),
                calendars.address(name).toString(),
                edit.map(Edit::by).orElse(null),
                edit.map(Edit::at).orElse(null));
    }

    private Plan plan(String name, Instant from) {
        return onCall.plan(name, from).orElseThrow(() -> new NotFoundException("schedule", name));
    }

    @Operation(
            summary = "Edit a schedule",
            description =
                    "It holds in place of what the configuration says of the schedule of this name, also after the"
                            + " configuration has been loaded anew. Overrides stay. Needs role `admin`.")
    @PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Shown edit(
            @Parameter(description = "The schedule's name") @PathVariable String name,
            @Valid @RequestBody ScheduleShape definition,
            Actor actor) {
        desk.edit(name, definition, actor);
        return shown(name);
    }

    @Operation(
            summary = "Take an edit back",
            description =
                    "The schedule is again what the configuration says. To do it twice changes nothing. Needs role"
                            + " `admin`.")
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restore(@Parameter(description = "The schedule's name") @PathVariable String name, Actor actor) {
        desk.restore(name, actor);
    }

    @Operation(summary = "List the shifts of a schedule", description = "With its gaps. Shifts are cut at both ends.")
    @GetMapping("/{name}/shifts")
    Roster shifts(
            @Parameter(description = "The schedule's name") @PathVariable String name,
            @ParameterObject @Valid ShiftQuery query) {
        Instant from = Objects.requireNonNullElseGet(query.from(), clock::instant);
        Instant to = Objects.requireNonNullElseGet(query.to(), () -> from.plus(USUAL));
        if (!to.isAfter(from)) {
            throw new InvalidRequestException("to", "must be later than 'from'");
        }
        if (to.isAfter(from.plus(LONGEST))) {
            throw new InvalidRequestException("to", "must be at most 366 days after 'from'");
        }
        Plan plan = plan(name, from);
        Directory directory = onCall.directory();
        return new Roster(
                name,
                from,
                to,
                plan.shifts(from, to).stream()
                        .map(shift -> new ShiftShown(
                                shift.from(),
                                shift.to(),
                                OnCallController.PersonShown.of(shift.turn().person(), directory),
                                shift.turn().source()))
                        .toList(),
                plan.gaps(from, to));
    }
}
