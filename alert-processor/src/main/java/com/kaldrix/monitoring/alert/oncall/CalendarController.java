package com.kaldrix.monitoring.alert.oncall;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Gives calendars the shifts of a schedule. */
@RestController
@Tag(name = "On call")
class CalendarController {
    private static final String CALENDAR = "text/calendar";

    private final Calendars calendars;

    CalendarController(Calendars calendars) {
        this.calendars = calendars;
    }

    /** What opens a feed. */
    record KeyQuery(
            @Parameter(description = "The key that stands in the schedule's `calendar`") @NotBlank
            String key) {}

    @Operation(
            summary = "Show the shifts of a schedule to a calendar",
            description =
                    "iCalendar (RFC 5545), from four weeks ago to half a year ahead. Needs no token: the key in the address, which"
                            + " is shown with the schedule, opens it. 404 for another.")
    @ApiResponse(
            responseCode = "200",
            description = "It is this",
            content = @Content(mediaType = CALENDAR, schema = @Schema(type = "string")))
    @GetMapping(
            path = "/calendars/{name}.ics",
            produces = {CALENDAR, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    ResponseEntity<String> feed(
            @Parameter(description = "The schedule's name") @PathVariable String name,
            @ParameterObject @Valid KeyQuery query) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(CALENDAR + ";charset=UTF-8"))
                .body(calendars.feed(name, query.key()));
    }
}
