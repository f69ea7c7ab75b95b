package com.kaldrix.monitoring.alert.window;

import com.kaldrix.monitoring.alert.held.HeldAlerts;
import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.alert.history.Reaches;
import com.kaldrix.monitoring.alert.window.MaintenanceWindow.State;
import com.kaldrix.monitoring.alert.window.WindowDetails.Preview;
import com.kaldrix.monitoring.alert.window.WindowDetails.Time;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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

/** Maintenance windows, and silences that come again. */
@RestController
@Tag(name = "Maintenance windows")
class WindowController {
    private static final String PATH = "/api/v1/maintenance-windows";
    private static final String ORDER = "windows";
    private static final int MOST_PREVIEWED = 10;

    private final WindowDesk desk;
    private final HeldAlerts held;
    private final Reaches reaches;
    private final WindowProperties properties;
    private final Clock clock;

    WindowController(WindowDesk desk, HeldAlerts held, Reaches reaches, WindowProperties properties, Clock clock) {
        this.desk = desk;
        this.held = held;
        this.reaches = reaches;
        this.properties = properties;
        this.clock = clock;
    }

    /** Parameters of the list. */
    record WindowQuery(
            @Parameter(
                    description = "Only these states; may be there several times",
                    array =
                            @ArraySchema(
                                    schema =
                                            @Schema(
                                                    type = "string",
                                                    allowableValues = {"upcoming", "active", "over", "cancelled"})))
            @Nullable
            List<State> state,

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
            summary = "List maintenance windows",
            description =
                    "Those of the configuration too, and those that are over or cancelled until they are forgotten.")
    @GetMapping(PATH)
    Page<WindowDetails> list(@ParameterObject @Valid WindowQuery query) {
        Cursor cursor = query.cursor();
        if (cursor != null && !cursor.key().equals(ORDER)) {
            throw new InvalidRequestException("cursor", "is not of this list");
        }
        Instant now = clock.instant();
        List<State> states = Objects.requireNonNullElse(query.state(), List.of());
        int limit = Objects.requireNonNullElse(query.limit(), Page.USUAL);
        List<MaintenanceWindow> found = desk.all().stream()
                .filter(window -> states.isEmpty() || states.contains(window.stateAt(now)))
                .filter(window -> cursor == null || window.id().compareTo(cursor.id()) > 0)
                .sorted(Comparator.comparing(MaintenanceWindow::id))
                .limit(limit + 1L)
                .toList();
        return Page.of(found, limit, window -> new Cursor(ORDER, window.id())).map(window -> shown(window, now));
    }

    @Operation(summary = "Show one maintenance window, with its times and what it has held back")
    @GetMapping(PATH + "/{id}")
    WindowDetails show(@Parameter(description = "Its id") @PathVariable UUID id) {
        return desk.find(id)
                .map(window -> shown(window, clock.instant()))
                .orElseThrow(() -> new NotFoundException("maintenance window", id));
    }

    @Operation(
            summary = "Make a maintenance window",
            description =
                    "Needs role `responder`. Alerts that it covers are kept and counted, and nobody is told of them;"
                            + " what still fires at the end of one of its times is told then.")
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    WindowDetails create(@Valid @RequestBody WindowBody body, Actor actor) {
        Instant now = clock.instant();
        return shown(desk.create(body.draft(now), actor), now);
    }

    @Operation(
            summary = "Change a maintenance window as a whole",
            description =
                    "Needs role `responder`. One that was cancelled holds again. 409 for one of the configuration.")
    @PutMapping(path = PATH + "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    WindowDetails change(
            @Parameter(description = "Its id") @PathVariable UUID id,
            @Valid @RequestBody WindowBody body,
            Actor actor) {
        Instant now = clock.instant();
        return shown(desk.change(id, body.draft(now), actor), now);
    }

    @Operation(
            summary = "Cancel a maintenance window for good",
            description =
                    "Needs role `responder`. What it holds back is told. To do it twice changes nothing. 409 for one of"
                            + " the configuration.")
    @DeleteMapping(PATH + "/{id}")
    WindowDetails cancel(@Parameter(description = "Its id") @PathVariable UUID id, Actor actor) {
        return shown(desk.cancel(id, actor), clock.instant());
    }

    @Operation(
            summary = "Say when a maintenance window would hold and what it would hold back",
            description = "Nothing is kept.")
    @PostMapping(path = PATH + ":preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    Preview preview(@Valid @RequestBody WindowBody body) {
        Instant now = clock.instant();
        WindowDraft draft = body.draft(now);
        return new Preview(
                draft.schedule().from(now, MOST_PREVIEWED).stream()
                        .map(Time::of)
                        .toList(),
                reaches.of(draft.matchers(), properties.broad(), now));
    }

    private WindowDetails shown(MaintenanceWindow window, Instant now) {
        HeldBy.Kind kind =
                switch (window.kind()) {
                    case MAINTENANCE -> HeldBy.Kind.WINDOW;
                    case SILENCE -> HeldBy.Kind.SILENCE;
                };
        return WindowDetails.of(window, held.counts(kind, window.id().toString(), WindowDetails.MOST_TIMES), now);
    }
}
