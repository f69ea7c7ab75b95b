package com.kaldrix.monitoring.anomaly.detector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Detectors as operators describe them. */
@RestController
@RequestMapping("/api/v1/detectors")
@Tag(name = "Detectors")
class DetectorController {
    private final Detectors detectors;
    private final DetectorDesk desk;

    DetectorController(Detectors detectors, DetectorDesk desk) {
        this.detectors = detectors;
        this.desk = desk;
    }

    /**
     * A detector as callers see it.
     *
     * @param detector as it was sent
     * @param selectors which series that chooses
     * @param file left out when it was made by API
     */
    @Schema(name = "Detector")
    record View(
            UUID id,
            DetectorDocument detector,
            List<String> selectors,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String file,

            @JsonProperty("created_by") String createdBy,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("changed_at") Instant changedAt) {
        static View of(AnomalyDetector one) {
            return new View(
                    one.id(),
                    one.document(),
                    one.document().checked().series().stream()
                            .map(Matchers::toString)
                            .toList(),
                    one.file(),
                    one.createdBy(),
                    one.createdAt(),
                    one.changedAt());
        }
    }

    @Operation(summary = "List detectors", description = "The youngest first.")
    @GetMapping
    Page<View> list(@ParameterObject @Valid ListQuery query) {
        return detectors.find(query.after(), query.pageSize()).map(View::of);
    }

    @Operation(summary = "Show one detector")
    @GetMapping("/{id}")
    View show(@Parameter(description = "The detector's id") @PathVariable UUID id) {
        return detectors.find(id).map(View::of).orElseThrow(() -> new NotFoundException("detector", id));
    }

    @Operation(
            summary = "Make a detector",
            description = "Holds for readings from now on, on every replica; gateways send its series from now on.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    View create(@RequestBody DetectorDocument document, Actor actor) {
        return View.of(desk.create(document, actor));
    }

    @Operation(summary = "Replace a detector", description = "Holds for readings from now on.")
    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    View replace(
            @Parameter(description = "The detector's id") @PathVariable UUID id,
            @RequestBody DetectorDocument document,
            Actor actor) {
        return View.of(desk.replace(id, document, actor));
    }

    @Operation(summary = "Delete a detector", description = "Its series are judged as usual from now on.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@Parameter(description = "The detector's id") @PathVariable UUID id, Actor actor) {
        desk.delete(id, actor);
    }
}
