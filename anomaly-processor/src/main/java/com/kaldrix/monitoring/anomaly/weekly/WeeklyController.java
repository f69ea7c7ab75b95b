package com.kaldrix.monitoring.anomaly.weekly;

import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What there was to think about in the latest week. */
@RestController
@RequestMapping("/api/v1/weekly")
@Tag(name = "Weekly review")
class WeeklyController {
    private final Notes notes;

    WeeklyController(Notes notes) {
        this.notes = notes;
    }

    /**
     * A note as callers see it.
     *
     * @param kind {@code capacity}, {@code performance} or {@code optimisation}
     * @param plot path of its picture
     */
    @Schema(name = "WeeklyNote")
    record View(UUID id, String kind, Map<String, String> series, String words, Instant at, String plot) {
        static View of(Note note) {
            return new View(
                    note.id(),
                    note.kind().word(),
                    note.series().asMap(),
                    note.words(),
                    note.at(),
                    "/api/v1/weekly/" + note.id() + "/plot.svg");
        }
    }

    /** All of a week. */
    @Schema(name = "WeeklyNotes")
    record Views(List<View> items) {}

    @Operation(
            summary = "List what there was to think about in the latest week",
            description = "What will run out, what becomes slower, what is not used and which thresholds say nothing.")
    @GetMapping
    Views list() {
        return new Views(notes.latest().stream().map(View::of).toList());
    }

    @Operation(summary = "Show a note as a picture", description = "Four weeks of its series, hour by hour.")
    @GetMapping(path = "/{id}/plot.svg", produces = "image/svg+xml")
    String plot(@Parameter(description = "The note's id") @PathVariable UUID id) {
        return notes.find(id).map(NotePlot::svg).orElseThrow(() -> new NotFoundException("note", id));
    }
}
