package com.kaldrix.monitoring.metrics.ingest.push;

import com.kaldrix.monitoring.common.problem.Problem;
import com.kaldrix.monitoring.common.problem.ProblemType;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.metrics.ingest.http.BodyReader;
import com.kaldrix.monitoring.metrics.series.Source;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes metrics as JSON. */
@RestController
@Tag(name = "Ingestion")
class PushController {
    private static final String NDJSON = "application/x-ndjson";

    private final PushIntake intake;
    private final BodyReader bodies;

    PushController(PushIntake intake, PushProperties properties) {
        this.intake = intake;
        this.bodies = new BodyReader(properties.maxBody().toBytes());
    }

    /** How many samples are safe. */
    record Accepted(int samples) {}

    @Operation(
            summary = "Take metrics as JSON",
            description =
                    "A metric, a list of metrics, metrics one after the other, an object whose `metrics` is a list of"
                            + " metrics, or documents of CloudWatch's embedded metric format; plain or compressed with gzip."
                            + " Needs role `ingest`. Valid metrics are kept even when others of the request are not.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(type = "object"),
                                            examples =
                                                    @ExampleObject(
                                                            value =
                                                                    "{\"metrics\":[{\"name\":\"backup_duration_seconds\","
                                                                            + "\"labels\":{\"job\":\"backup\"},\"value\":12.5,"
                                                                            + "\"type\":\"gauge\",\"unit\":\"seconds\"}]}"))))
    @ApiResponse(
            responseCode = "200",
            description = "All are on the disk",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Accepted.class)))
    @ApiResponse(
            responseCode = "400",
            description = "What is named was refused; `detail` says how many samples are kept",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "413",
            description = "The body is larger than `kaldrix.push.max-body`",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "The buffer is full; `Retry-After` says when to come again",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = Problem.class)))
    @PostMapping(
            path = "/api/v1/metrics",
            consumes = {MediaType.APPLICATION_JSON_VALUE, NDJSON, "application/jsonl"})
    ResponseEntity<Object> post(
            @Parameter(hidden = true) HttpServletRequest request, @Parameter(hidden = true) Actor actor)
            throws IOException {
        PushIntake.Outcome outcome = intake.accept(bodies.read(request), new Source("push", actor.name()));
        if (outcome.refused() == 0 && outcome.detail().isEmpty()) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new Accepted(outcome.samples()));
        }
        String counts = outcome.samples() + " samples are kept, " + outcome.refused() + " things were refused";
        String detail = outcome.detail().isEmpty() ? counts : counts + ": " + outcome.detail();
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(ProblemType.INVALID_REQUEST, detail, outcome.errors(), request));
    }
}
