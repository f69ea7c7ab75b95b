package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.metrics.ingest.http.BodyReader;
import com.kaldrix.monitoring.metrics.series.Source;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
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

/** Takes metrics by OTLP over HTTP. */
@RestController
@Tag(name = "Ingestion")
class OtlpController {
    private static final String PROTOBUF = "application/x-protobuf";

    private final OtlpIntake intake;
    private final BodyReader bodies;

    OtlpController(OtlpIntake intake, OtlpProperties properties) {
        this.intake = intake;
        this.bodies = new BodyReader(properties.maxBody().toBytes());
    }

    /** For the document alone: what OTLP answers to what it does not take. */
    @Schema(name = "OtlpStatus", description = "google.rpc.Status")
    private record Status(int code, String message) {}

    @Operation(
            summary = "Take metrics by OTLP",
            description =
                    "OTLP/HTTP as the OpenTelemetry SDKs and collector speak it, plain or compressed with gzip. Needs"
                            + " role `ingest`. Answered once the points are on the disk. Points that are not taken are counted in"
                            + " `partial_success`; the others are kept.",
            requestBody =
                    @RequestBody(
                            required = true,
                            description = "ExportMetricsServiceRequest",
                            content = {
                                @Content(mediaType = PROTOBUF, schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(type = "object"))
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "ExportMetricsServiceResponse in the encoding of the request",
            content = {
                @Content(mediaType = PROTOBUF, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"))
            })
    @ApiResponse(
            responseCode = "400",
            description = "The body cannot be read; sending it again is of no use",
            content = {
                @Content(mediaType = PROTOBUF, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Status.class))
            })
    @ApiResponse(
            responseCode = "413",
            description = "The body is larger than `kaldrix.otlp.max-body`",
            content = {
                @Content(mediaType = PROTOBUF, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Status.class))
            })
    @ApiResponse(
            responseCode = "503",
            description = "The buffer is full; `Retry-After` says when to come again",
            content = {
                @Content(mediaType = PROTOBUF, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Status.class))
            })
    @PostMapping(
            path = "/v1/metrics",
            consumes = {PROTOBUF, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<byte[]> post(
            @Parameter(hidden = true) HttpServletRequest request, @Parameter(hidden = true) Actor actor)
            throws IOException {
        OtlpEncoding encoding = OtlpEncoding.of(request.getContentType());
        OtlpIntake.Outcome outcome =
                intake.accept(encoding.read(bodies.read(request)), new Source("otlp", actor.name()));
        ExportMetricsServiceResponse.Builder answer = ExportMetricsServiceResponse.newBuilder();
        if (outcome.rejectedPoints() > 0 || !outcome.sentence().isEmpty()) {
            answer.getPartialSuccessBuilder()
                    .setRejectedDataPoints(outcome.rejectedPoints())
                    .setErrorMessage(outcome.sentence());
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(encoding.contentType()))
                .body(encoding.write(answer.build()));
    }
}
