package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.alert.incident.AuditedDesk;
import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.incident.IncidentDesk;
import com.kaldrix.monitoring.alert.notify.AcknowledgeLinks;
import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.alert.oncall.Person;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The address in a mail or a text message by which its reader acknowledges. To open it changes nothing; its button does. */
@RestController
@RequestMapping(path = "/acknowledge/{id}", produces = MediaType.TEXT_HTML_VALUE)
@Tag(name = "Callbacks")
class AcknowledgeController {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final AcknowledgeLinks links;
    private final IncidentDesk incidents;
    private final AuditedDesk desk;
    private final Directory.Current directory;
    private final Clock clock;

    AcknowledgeController(
            AcknowledgeLinks links,
            IncidentDesk incidents,
            AuditedDesk desk,
            Directory.Current directory,
            Clock clock) {
        this.links = links;
        this.incidents = incidents;
        this.desk = desk;
        this.directory = directory;
        this.clock = clock;
    }

    /** What stands in the address. */
    record LinkQuery(
            @Parameter(description = "Whom the mail was for") @NotBlank @Size(max = 500)
            String by,

            @Parameter(description = "Until when it can be used, in seconds since 1970") @NotBlank
            String until,

            @Parameter(description = "What proves that it was made here") @NotBlank
            String key) {}

    @Operation(
            summary = "Show the page to which a mail's Acknowledge leads",
            description =
                    "Needs no token: the key in the address opens it. It changes nothing, so that what opens links by itself"
                            + " acknowledges nothing.")
    @ApiResponse(
            responseCode = "200",
            description = "A page with a button",
            content = @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")))
    @GetMapping
    ResponseEntity<String> ask(
            @Parameter(description = "The incident's id") @PathVariable UUID id,
            @ParameterObject @Valid LinkQuery query) {
        return refuse(id, query)
                .or(() -> incidents.find(id).flatMap(AcknowledgeController::settled))
                .orElseGet(() -> page(
                        HttpStatus.OK,
                        AcknowledgePage.question(
                                incidents.find(id).map(Incident::title).orElse(""),
                                "Nobody has acknowledged it yet. Repeats and escalation stop when you do.")));
    }

    @Operation(
            summary = "Acknowledge by a mail",
            description = "Needs no token: the key in the address opens it, for 24 hours after the mail.")
    @ApiResponse(
            responseCode = "200",
            description = "A page that says what came of it",
            content = @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")))
    @PostMapping
    ResponseEntity<String> acknowledge(
            @Parameter(description = "The incident's id") @PathVariable UUID id,
            @ParameterObject @Valid LinkQuery query,
            HttpServletRequest request) {
        return refuse(id, query)
                .or(() -> incidents.find(id).flatMap(AcknowledgeController::settled))
                .orElseGet(() -> {
                    Actor actor = new Actor(name(query.by()), Set.of(Role.RESPONDER), request.getRemoteAddr());
                    try {
                        desk.acknowledge(id, actor);
                        return words(
                                HttpStatus.OK, "Acknowledged", "By " + actor.name() + ". Repeats and escalation stop.");
                    } catch (ConflictException overMeanwhile) {
                        return words(HttpStatus.OK, "It is over already", "Nothing was done.");
                    }
                });
    }

    private Optional<ResponseEntity<String>> refuse(UUID id, LinkQuery query) {
        Optional<Instant> until = links.verify(id, query.by(), query.until(), query.key());
        if (until.isEmpty() || incidents.find(id).isEmpty()) {
            return Optional.of(words(
                    HttpStatus.NOT_FOUND,
                    "This address is not known here",
                    "It was altered on its way, or the incident is forgotten. Nothing was done."));
        }
        return until.get().isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(words(
                        HttpStatus.GONE,
                        "This address is too old",
                        "It can be used for 24 hours. Sign in to acknowledge the incident. Nothing was done."));
    }

    private static Optional<ResponseEntity<String>> settled(Incident incident) {
        return switch (incident.state()) {
            case OPEN -> Optional.empty();
            case ACKNOWLEDGED ->
                Optional.of(
                        words(HttpStatus.OK, "It is acknowledged already", "By " + incident.acknowledgedBy() + "."));
            case RESOLVED -> Optional.of(words(HttpStatus.OK, "It is over already", "Nothing was done."));
        };
    }

    private String name(String reader) {
        return reader.startsWith(AcknowledgeLinks.PERSON)
                ? reader.substring(AcknowledgeLinks.PERSON.length())
                : directory.get().byEmail(reader).map(Person::id).orElse(reader + " (by mail)");
    }

    private static ResponseEntity<String> words(HttpStatus status, String title, String text) {
        return page(status, AcknowledgePage.words(title, text));
    }

    private static ResponseEntity<String> page(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .body(html);
    }
}
