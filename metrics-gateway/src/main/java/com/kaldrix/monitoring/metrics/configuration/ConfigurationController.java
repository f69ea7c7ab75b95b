package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the configuration in force and loads it anew. */
@RestController
@Tag(name = "Configuration")
class ConfigurationController {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationController.class);
    private static final URI INVALID = URI.create("urn:kaldrix:problem:invalid-configuration");

    private final ActiveConfiguration active;

    ConfigurationController(ActiveConfiguration active) {
        this.active = active;
    }

    /**
     * The configuration in force.
     *
     * @param original Prometheus' file, without comments and secrets
     * @param hash SHA-256 over both files
     * @param loadedAt since when it holds
     * @param lastReloadSucceeded whether what was last loaded was right
     */
    @Schema(name = "Configuration")
    record Shown(String original, String hash, Instant loadedAt, boolean lastReloadSucceeded) {}

    /** Why a configuration was refused (RFC 9457). */
    @Schema(name = "ConfigurationProblem")
    record Refusal(URI type, String title, int status, String detail, String instance, List<Wrong> errors) {}

    /**
     * One thing that is wrong.
     *
     * @param line from 1; 0 for the file as a whole
     * @param column from 1; 0 for the file as a whole
     */
    @Schema(name = "ConfigurationError")
    record Wrong(String file, int line, int column, String path, String reason) {
        static Wrong of(Problem problem) {
            return new Wrong(problem.file(), problem.line(), problem.column(), problem.path(), problem.reason());
        }
    }

    @Operation(summary = "Show the configuration in force", description = "Without secrets.")
    @GetMapping("/api/v1/configuration")
    Shown show() {
        LoadedConfiguration current = active.current();
        return new Shown(current.original(), current.hash(), active.loadedAt(), active.lastReloadSucceeded());
    }

    @Operation(
            summary = "Load the configuration anew",
            description =
                    "Needs role `admin`. What is wrong is refused, and the configuration before stays in force. The"
                            + " signal HUP does the same.")
    @ApiResponse(responseCode = "200", description = "It holds")
    @ApiResponse(
            responseCode = "400",
            description = "It is wrong, and the one before still holds",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = Refusal.class)))
    @PostMapping("/-/reload")
    Shown reload(Actor actor) {
        LoadedConfiguration loaded = active.load();
        LOG.atInfo()
                .addKeyValue("hash", loaded.hash())
                .addKeyValue("user.name", actor.name())
                .log("The configuration was loaded anew");
        return show();
    }

    @ExceptionHandler
    ResponseEntity<Refusal> refused(ConfigurationException failure, HttpServletRequest request) {
        List<Wrong> errors = failure.problems().stream().map(Wrong::of).toList();
        String detail = errors.size() == 1 ? "one thing is wrong" : errors.size() + " things are wrong";
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new Refusal(
                        INVALID,
                        "The configuration is invalid",
                        HttpStatus.BAD_REQUEST.value(),
                        detail + "; the configuration before stays in force",
                        request.getRequestURI(),
                        errors));
    }
}
