package com.kaldrix.monitoring.common.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers probes where Prometheus and Alertmanager have them. */
@RestController
@Tag(name = "Probes")
@SecurityRequirements
class ProbeController {
    /** A service that is merely degraded goes on: turned away from it, nobody could tell it anything. */
    private static final Set<Status> AWAY = Set.of(Status.DOWN, Status.OUT_OF_SERVICE);

    private final HealthEndpoint health;

    ProbeController(HealthEndpoint health) {
        this.health = health;
    }

    @Operation(summary = "Say whether the process lives")
    @ApiResponse(
            responseCode = "200",
            description = "It does",
            content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/-/healthy", produces = MediaType.TEXT_PLAIN_VALUE)
    String healthy() {
        return "OK\n";
    }

    @Operation(summary = "Say whether the service can take alerts")
    @ApiResponse(
            responseCode = "200",
            description = "It can",
            content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "503",
            description = "It starts, stops, or its database is away",
            content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/-/ready", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> ready() {
        HealthDescriptor readiness = health.healthForPath("readiness");
        return readiness != null && !AWAY.contains(readiness.getStatus())
                ? ResponseEntity.ok("OK\n")
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body("Not ready\n");
    }
}
