package com.kaldrix.monitoring.anomaly.detector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.kaldrix.monitoring.anomaly.detector.SetReadings.Uploaded;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.security.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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

/** Metric sets, and readings that are uploaded to them. */
@RestController
@RequestMapping("/api/v1/metric-sets")
@Tag(name = "Metric sets")
class MetricSetController {
    private final MetricSets sets;
    private final SetReadings readings;
    private final MetricSetDesk desk;
    private final FetchedReadings files;
    private final MetricSetProperties properties;

    MetricSetController(
            MetricSets sets,
            SetReadings readings,
            MetricSetDesk desk,
            FetchedReadings files,
            MetricSetProperties properties) {
        this.sets = sets;
        this.readings = readings;
        this.desk = desk;
        this.files = files;
        this.properties = properties;
    }

    /**
     * A metric set as callers see it.
     *
     * @param readings how many were uploaded
     */
    @Schema(name = "MetricSet")
    record View(
            UUID id,
            @JsonProperty("metric_set") MetricSetDocument document,
            List<String> selectors,
            long readings,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String file,

            @JsonProperty("created_by") String createdBy,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("changed_at") Instant changedAt) {}

    /** What became of an upload. */
    @Schema(name = "Upload")
    record Taken(int readings) {}

    /** Where a file lies. */
    record Source(
            @Schema(
                    description = "Below one of the locations that `kaldrix.detectors.sources` allows; CSV, or JSON"
                            + " where the name ends with `.json`",
                    example = "s3://kaldrix-history/2026/transactions.csv",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            String path) {}

    private View view(MetricSet set) {
        return new View(
                set.id(),
                set.document(),
                set.document().definitions().stream()
                        .flatMap(one -> one.series().stream())
                        .map(Object::toString)
                        .toList(),
                readings.count(set.id()),
                set.file(),
                set.createdBy(),
                set.createdAt(),
                set.changedAt());
    }

    @Operation(summary = "List metric sets", description = "The youngest first.")
    @GetMapping
    Page<View> list(@ParameterObject @Valid ListQuery query) {
        return sets.find(query.after(), query.pageSize()).map(this::view);
    }

    @Operation(summary = "Show one metric set")
    @GetMapping("/{id}")
    View show(@Parameter(description = "The set's id") @PathVariable UUID id) {
        return view(desk.find(id));
    }

    @Operation(summary = "Make a metric set", description = "Gateways send the series of its metrics from now on.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    View create(@RequestBody MetricSetDocument document, Actor actor) {
        return view(desk.create(document, actor));
    }

    @Operation(summary = "Replace a metric set", description = "What was uploaded stays.")
    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    View replace(
            @Parameter(description = "The set's id") @PathVariable UUID id,
            @RequestBody MetricSetDocument document,
            Actor actor) {
        return view(desk.replace(id, document, actor));
    }

    @Operation(summary = "Delete a metric set", description = "With all that was uploaded to it.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@Parameter(description = "The set's id") @PathVariable UUID id, Actor actor) {
        desk.delete(id, actor);
    }

    @Operation(
            summary = "Upload readings to a metric set",
            description =
                    "As CSV with a header, or as a JSON array of objects; the time in the column or field that the set"
                            + " names, a metric in that of its name.")
    @PostMapping(path = "/{id}/readings", consumes = "text/csv")
    Taken csv(@Parameter(description = "The set's id") @PathVariable UUID id, @RequestBody String text, Actor actor) {
        MetricSet set = desk.find(id);
        return keep(set, Upload.csv(set.document(), text, properties.mostReadings()), actor);
    }

    @Operation(summary = "Fetch readings of a metric set from S3", description = "The file is read as an upload is.")
    @PostMapping(path = "/{id}/fetch", consumes = MediaType.APPLICATION_JSON_VALUE)
    Taken fetch(
            @Parameter(description = "The set's id") @PathVariable UUID id,
            @Valid @RequestBody Source source,
            Actor actor) {
        MetricSet set = desk.find(id);
        String text = files.fetch(source.path());
        List<Uploaded> uploaded = source.path().endsWith(".json")
                ? Upload.json(set.document(), text, properties.mostReadings())
                : Upload.csv(set.document(), text, properties.mostReadings());
        return keep(set, uploaded, actor);
    }

    @Operation(
            summary = "Upload readings to a metric set",
            description =
                    "As CSV with a header, or as a JSON array of objects; the time in the column or field that the set"
                            + " names, a metric in that of its name.")
    @PostMapping(path = "/{id}/readings", consumes = MediaType.APPLICATION_JSON_VALUE)
    Taken json(
            @Parameter(description = "The set's id") @PathVariable UUID id,
            @RequestBody List<java.util.Map<String, @Nullable Object>> rows,
            Actor actor) {
        MetricSet set = desk.find(id);
        return keep(set, Upload.rows(set.document(), rows, properties.mostReadings()), actor);
    }

    private Taken keep(MetricSet set, List<Uploaded> uploaded, Actor actor) {
        desk.add(set, uploaded, actor);
        return new Taken(uploaded.size());
    }
}
