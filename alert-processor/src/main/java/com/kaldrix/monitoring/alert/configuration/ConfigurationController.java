package com.kaldrix.monitoring.alert.configuration;

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
    private static final URI INVALID = URI.create("urn:kaldrix:problem:invalid-configuration");

    private final ActiveConfiguration active;
    private final Reload reload;

    ConfigurationController(ActiveConfiguration active, Reload reload) {
        this.active = active;
        this.reload = reload;
    }

    /**
     * The configuration in force.
     *
     * @param original Alertmanager's file, without comments and secrets
     * @param hash SHA-256 over both files
     * @param loadedAt since when it holds
     * @param lastReloadSucceeded whether what was last loaded was right
     */
    @Schema(name = "Configuration")
    record Shown(
            @Schema(description = "Alertmanager's file, without comments and with `<secret>` in place of each secret")
            String original,

            @Schema(description = "SHA-256 over both files, as 64 hexadecimal digits")
            String hash,

            @Schema(description = "Since when it holds") Instant loadedAt,

            @Schema(description = "Whether what was last loaded was right")
            boolean lastReloadSucceeded) {}

    /**
     * Why a configuration was refused (RFC 9457).
     *
     * @param type always {@code urn:kaldrix:problem:invalid-configuration}
     * @param title the kind in words
     * @param status 400
     * @param detail how much is wrong
     * @param instance what was asked for
     * @param errors everything that is wrong, in the order of the files
     */
    @Schema(name = "ConfigurationProblem")
    record Refusal(URI type, String title, int status, String detail, String instance, List<Wrong> errors) {}

    /**
     * One thing that is wrong.
     *
     * @param file which file
     * @param line from 1; 0 for the file as a whole
     * @param column from 1; 0 for the file as a whole
     * @param path where in the file; empty for the file as a whole
     * @param reason what is wrong
     */
    @Schema(name = "ConfigurationError")
    record Wrong(
            String file,

            @Schema(description = "From 1; 0 for the file as a whole")
            int line,

            @Schema(description = "From 1; 0 for the file as a whole")
            int column,

            @Schema(example = "route.routes[0].receiver") String path,
            String reason) {
        static Wrong of(Problem problem) {
            return new Wrong(problem.file(), problem.line(), problem.column(), problem.path(), problem.reason());
        }
    }

    @Operation(summary = "Show the configuration in force", description = "Without secrets.")
    @GetMapping("/api/v1/configuration")
    Shown show() {
        return new Shown(
                active.current().original(), active.current().hash(), active.loadedAt(), active.lastReloadSucceeded());
    }

    @Operation(
            summary = "Load the configuration anew",
            description =
                    "Needs role `admin`. What is wrong is refused, and the configuration before stays in force. The signal HUP"
                            + " does the same.")
    @ApiResponse(responseCode = "200", description = "It holds", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "400",
            description = "It is wrong, and the one before still holds",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = Refusal.class)))
    @PostMapping("/-/reload")
    Shown reload(Actor actor) {
        reload.by(actor);
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
