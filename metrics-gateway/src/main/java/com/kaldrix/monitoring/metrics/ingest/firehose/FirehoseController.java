package com.kaldrix.monitoring.metrics.ingest.firehose;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.metrics.ingest.http.BodyReader;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes CloudWatch metric streams from Firehose, which brings an access key instead of a token. */
@RestController
@Tag(name = "Ingestion")
class FirehoseController {
    private static final Logger LOG = LoggerFactory.getLogger(FirehoseController.class);
    private static final String ACCESS_KEY = "X-Amz-Firehose-Access-Key";

    private final FirehoseIntake intake;
    private final FirehoseAnswers answers;
    private final AccessKeys keys;
    private final BodyReader bodies;
    private final Counter replays;

    FirehoseController(
            FirehoseIntake intake, FirehoseAnswers answers, FirehoseProperties properties, MeterRegistry meters) {
        this.intake = intake;
        this.answers = answers;
        this.keys = new AccessKeys(properties.accessKeys());
        this.bodies = new BodyReader(properties.maxBody().toBytes());
        this.replays = Counter.builder("kaldrix.gateway.firehose.replays")
                .description("Deliveries of Firehose that had been taken before")
                .register(meters);
    }

    /** For the document alone. */
    @Schema(name = "FirehoseDelivery")
    private record Request(String requestId, long timestamp, List<Data> records) {
        @Schema(name = "FirehoseRecord")
        private record Data(@Schema(format = "byte") String data) {}
    }

    /** For the document alone. */
    @Schema(name = "FirehoseAnswer")
    private record Answer(
            String requestId,
            long timestamp,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String errorMessage) {}

    @Operation(
            summary = "Take a CloudWatch metric stream from Firehose",
            description =
                    "The HTTP endpoint destination of a Firehose stream, for metric streams in the formats JSON and"
                            + " OpenTelemetry 1.0. Answered with 200 once the metrics are on the disk; a `requestId` that was"
                            + " answered so before is answered again and not counted twice.",
            parameters = {
                @Parameter(
                        name = ACCESS_KEY,
                        in = ParameterIn.HEADER,
                        required = true,
                        description = "One of `kaldrix.firehose.access-keys`",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = FirehoseAnswers.REQUEST_ID,
                        in = ParameterIn.HEADER,
                        description = "The `requestId` of the body",
                        schema = @Schema(type = "string"))
            },
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = Request.class))))
    @ApiResponse(
            responseCode = "200",
            description = "The delivery is kept",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Answer.class)))
    @ApiResponse(
            responseCode = "400",
            description = "Nothing of the delivery can be read",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Answer.class)))
    @ApiResponse(
            responseCode = "401",
            description = "The access key is missing or wrong",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Answer.class)))
    @ApiResponse(
            responseCode = "503",
            description = "The buffer is full; `Retry-After` says when to come again",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Answer.class)))
    @SecurityRequirements
    @PostMapping(path = "/firehose/cloudwatch")
    ResponseEntity<byte[]> post(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        if (!keys.contains(request.getHeader(ACCESS_KEY))) {
            return unknown(request);
        }
        Delivery delivery = Delivery.read(bodies.read(request));
        request.setAttribute(FirehoseAnswers.REQUEST_ID, delivery.requestId());
        if (!FirehoseAnswers.requestId(request).equals(delivery.requestId())) {
            throw new InvalidRequestException(
                    "/requestId", "is not the one of the header " + FirehoseAnswers.REQUEST_ID);
        }
        if (!intake.accept(delivery)) {
            replays.increment();
        }
        return answer(HttpStatus.OK, delivery.requestId(), "");
    }

    private ResponseEntity<byte[]> unknown(HttpServletRequest request) {
        LOG.atInfo()
                .addKeyValue("source.ip", request.getRemoteAddr())
                .addKeyValue("keys", keys.isEmpty() ? "none is configured" : "configured")
                .log("A delivery without a valid access key was refused");
        return answer(
                HttpStatus.UNAUTHORIZED,
                FirehoseAnswers.requestId(request),
                "the access key in " + ACCESS_KEY + " is missing or not valid");
    }

    private ResponseEntity<byte[]> answer(HttpStatus status, String requestId, String error) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(answers.answer(requestId, error));
    }
}
