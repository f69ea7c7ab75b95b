package com.kaldrix.monitoring.alert.intake.prometheus;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.IntakeMetrics;
import com.kaldrix.monitoring.alert.intake.prometheus.PostedAlerts.Batch;
import com.kaldrix.monitoring.alert.intake.prometheus.PostedAlerts.FieldError;
import com.kaldrix.monitoring.alert.intake.prometheus.PostedAlerts.Malformed;
import com.kaldrix.monitoring.alert.intake.prometheus.PrometheusAlerts.Names;
import com.kaldrix.monitoring.alert.intake.repetition.RepeatedIntake;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes alerts as Prometheus posts them to an Alertmanager, and answers as Alertmanager does: 200 without a body once they are
 * kept; 400 with a JSON text that names what is wrong where some are invalid, which costs the others nothing; 400 with a code
 * and a message where the body is no list of alerts.
 */
@RestController
@Tag(name = "Intake")
class PrometheusController {
    private static final int LONGEST = 10 * 1024 * 1024;
    private static final int MOST_ERRORS = 20;

    private final PrometheusAlerts shape = new PrometheusAlerts(Names.UTF8, LONGEST);
    private final RepeatedIntake intake;
    private final IntakeMetrics metrics;
    private final JsonMapper json;
    private final Clock clock;

    PrometheusController(RepeatedIntake intake, IntakeMetrics metrics, JsonMapper json, Clock clock) {
        this.intake = intake;
        this.metrics = metrics;
        this.json = json;
        this.clock = clock;
    }

    /** What Alertmanager answers to a body that is none. */
    record Unreadable(int code, String message) {}

    /** For the document alone: a body is read by {@link PrometheusAlerts}, which forgives more and explains better. */
    @Schema(name = "PostableAlert")
    private record PostableAlert(
            @Schema(
                    description = "Identity of the alert; at least one label with a value",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            java.util.Map<String, String> labels,

            @Schema(description = "Words for people") java.util.Map<String, String> annotations,

            @Schema(description = "Since when it fires; now when absent")
            java.time.Instant startsAt,

            @Schema(description = "When it is or will be over; in the past for one that is resolved")
            java.time.Instant endsAt,

            @Schema(description = "Page of the source that shows the alert")
            String generatorURL) {}

    @Operation(
            summary = "Take alerts, as an Alertmanager does",
            description =
                    "Prometheus posts here (`alertmanagers` in its configuration). Needs role `ingest`. Answered with 200"
                            + " once the alerts are kept. Valid alerts of a list are kept even when others are not.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            array =
                                                    @ArraySchema(
                                                            schema = @Schema(implementation = PostableAlert.class)))))
    @ApiResponse(responseCode = "200", description = "All are kept", content = @Content)
    @ApiResponse(
            responseCode = "400",
            description =
                    "A text: the alerts that are named in it were refused, the others are kept. An object: nothing was kept",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(oneOf = {String.class, Unreadable.class})))
    @PostMapping(path = "/api/v2/alerts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> post(@RequestBody(required = false) byte @org.jspecify.annotations.Nullable [] body) {
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        return switch (shape.read(text)) {
            case Malformed malformed ->
                refuse(new Unreadable(
                        400, "parsing alerts body from \"\" failed, because the body " + malformed.reason()));
            case Batch batch -> keep(batch);
        };
    }

    private ResponseEntity<String> keep(Batch batch) {
        intake.accept(batch.alerts());
        metrics.received(PrometheusAlerts.SOURCE, batch.alerts().size());
        Instant now = clock.instant();
        long resolved = batch.alerts().stream()
                .map(IncomingAlert::endsAt)
                .filter(end -> end != null && !end.isAfter(now))
                .count();
        metrics.asAlertmanager(
                batch.alerts().size() - resolved,
                resolved,
                batch.errors().stream().mapToInt(FieldError::index).distinct().count());
        if (batch.errors().isEmpty()) {
            return ResponseEntity.ok().build();
        }
        long refused =
                batch.errors().stream().mapToInt(FieldError::index).distinct().count();
        metrics.invalid(PrometheusAlerts.SOURCE, refused);
        return refuse(words(batch.errors()));
    }

    private ResponseEntity<String> refuse(Object answer) {
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(answer));
    }

    private static String words(List<FieldError> errors) {
        String named = errors.stream()
                .limit(MOST_ERRORS)
                .map(error -> "alert " + error.index() + ": " + (error.field().isEmpty() ? "it" : error.field()) + " "
                        + error.problem())
                .collect(Collectors.joining("; "));
        int more = errors.size() - MOST_ERRORS;
        return more > 0 ? named + "; and " + more + " more" : named;
    }
}
