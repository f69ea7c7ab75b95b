package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.alert.alertmanager.Refused.Framework;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.GettableSilence;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.MatcherShape;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.PostableSilence;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.SilenceId;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.SilenceStatus;
import com.kaldrix.monitoring.alert.silence.BroadSilences;
import com.kaldrix.monitoring.alert.silence.Silence;
import com.kaldrix.monitoring.alert.silence.Silence.State;
import com.kaldrix.monitoring.alert.silence.SilenceDesk;
import com.kaldrix.monitoring.alert.silence.SilenceDraft;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Silences, as an Alertmanager keeps them. */
@RestController
@RequestMapping("/api/v2")
@Tag(name = "Alertmanager")
class SilencesV2Controller {
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}");
    private static final int NO_UUID = 601;
    private static final String NOT_FOUND = "silence not found";

    /** Beside Alertmanager's answer, which has no place for it. */
    private static final String WARNING = "Kaldrix-Warning";

    private final SilenceDesk desk;
    private final BroadSilences broad;
    private final Clock clock;

    SilencesV2Controller(SilenceDesk desk, BroadSilences broad, Clock clock) {
        this.desk = desk;
        this.broad = broad;
        this.clock = clock;
    }

    @Operation(
            summary = "List silences, as an Alertmanager does",
            description =
                    "Active ones first, by their end; then those that begin later, by their start; then those that are"
                            + " over, the latest first.")
    @Parameter(
            name = "filter",
            in = ParameterIn.QUERY,
            description = "Only silences that have this very matcher; may be there several times",
            schema = @Schema(type = "string", example = "severity=\"critical\""))
    @ApiResponse(responseCode = "200", description = "They are these", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "400",
            description = "A parameter cannot be read",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/silences", produces = MediaType.APPLICATION_JSON_VALUE)
    List<GettableSilence> list(HttpServletRequest request) {
        Matchers filter = new Flags(request).filter();
        Instant now = clock.instant();
        return desk.all().stream()
                .filter(silence -> silence.matchers().all().containsAll(filter.all()))
                .sorted(order(now))
                .map(silence -> shown(silence, now))
                .toList();
    }

    private static Comparator<Silence> order(Instant now) {
        Comparator<Silence> within = (one, other) -> switch (one.stateAt(now)) {
            case PENDING -> one.startsAt().compareTo(other.startsAt());
            case ACTIVE -> one.endsAt().compareTo(other.endsAt());
            case EXPIRED -> other.endsAt().compareTo(one.endsAt());
        };
        List<State> states = List.of(State.ACTIVE, State.PENDING, State.EXPIRED);
        return Comparator.comparingInt((Silence silence) -> states.indexOf(silence.stateAt(now)))
                .thenComparing(within)
                .thenComparing(Silence::id);
    }

    @Operation(
            summary = "Make or change a silence, as an Alertmanager does",
            description =
                    "Needs role `responder`. A change that touches more than times makes a new silence and expires the one"
                            + " before; the answer names the one that holds. The header `Kaldrix-Warning` is there when its"
                            + " matchers cover more alerts than usual, and says how many.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = PostableSilence.class))))
    @ApiResponse(responseCode = "200", description = "It holds", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "400",
            description = "A text: the silence makes no sense. An object: the body cannot be read",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(oneOf = {String.class, Framework.class})))
    @ApiResponse(
            responseCode = "404",
            description = "There is no silence of this id",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "422",
            description = "Fields are missing",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Framework.class)))
    @PostMapping(
            path = "/silences",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SilenceId> post(@RequestBody(required = false) byte @Nullable [] body, Actor actor) {
        SilenceBody read = SilenceBody.of(body == null ? "" : new String(body, StandardCharsets.UTF_8));
        SilenceDraft draft = read.draft();
        Silence kept = keep(read.id(), draft, actor);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        broad.warning(kept.matchers()).ifPresent(warning -> answer.header(WARNING, warning));
        return answer.body(new SilenceId(kept.id().toString()));
    }

    private Silence keep(String id, SilenceDraft draft, Actor actor) {
        if (id.isEmpty()) {
            return desk.create(draft, actor);
        }
        if (!UUID_SHAPE.matcher(id).matches()) {
            throw Refused.missing(NOT_FOUND);
        }
        try {
            return desk.change(uuid(id), draft, actor);
        } catch (NotFoundException e) {
            throw Refused.missing(NOT_FOUND);
        }
    }

    @Operation(summary = "Show a silence, as an Alertmanager does")
    @ApiResponse(responseCode = "200", description = "It is this", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "There is none of this id", content = @Content)
    @ApiResponse(
            responseCode = "422",
            description = "The id is no UUID",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Framework.class)))
    @GetMapping(path = "/silence/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    GettableSilence show(@Parameter(description = "The silence's id") @PathVariable String id) {
        return desk.find(named(id))
                .map(silence -> shown(silence, clock.instant()))
                .orElseThrow(() -> Refused.missing(null));
    }

    @Operation(
            summary = "End a silence, as an Alertmanager does",
            description = "Needs role `responder`. To end one that is over changes nothing.")
    @ApiResponse(responseCode = "200", description = "It is over", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is none of this id", content = @Content)
    @ApiResponse(
            responseCode = "422",
            description = "The id is no UUID",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Framework.class)))
    @DeleteMapping("/silence/{id}")
    void expire(@Parameter(description = "The silence's id") @PathVariable String id, Actor actor) {
        try {
            desk.expire(named(id), actor);
        } catch (NotFoundException e) {
            throw Refused.missing(null);
        }
    }

    private static UUID named(String id) {
        if (!UUID_SHAPE.matcher(id).matches()) {
            throw Refused.field(NO_UUID, "silenceID in path must be of type uuid: \"" + id + "\"");
        }
        return uuid(id);
    }

    private static UUID uuid(String id) {
        String digits = id.replace("-", "");
        return new UUID(
                Long.parseUnsignedLong(digits.substring(0, 16), 16), Long.parseUnsignedLong(digits.substring(16), 16));
    }

    private static GettableSilence shown(Silence silence, Instant now) {
        return new GettableSilence(
                silence.id().toString(),
                new SilenceStatus(silence.stateAt(now).name().toLowerCase(Locale.ROOT)),
                Millis.of(silence.updatedAt()),
                silence.comment(),
                silence.createdBy(),
                Millis.of(silence.endsAt()),
                silence.matchers().all().stream()
                        .map(SilencesV2Controller::shape)
                        .toList(),
                Millis.of(silence.startsAt()));
    }

    private static MatcherShape shape(Matcher matcher) {
        Operator operator = matcher.operator();
        return new MatcherShape(
                operator == Operator.EQUAL || operator == Operator.MATCHES,
                operator == Operator.MATCHES || operator == Operator.NOT_MATCHES,
                matcher.name(),
                matcher.value());
    }
}
