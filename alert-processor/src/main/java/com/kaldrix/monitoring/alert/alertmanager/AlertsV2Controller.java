package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.alert.alertmanager.Overview.Wanted;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.AlertGroup;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.AlertStatus;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.GettableAlert;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The alerts that fire, as an Alertmanager lists them. */
@RestController
@RequestMapping("/api/v2/alerts")
@Tag(name = "Alertmanager")
class AlertsV2Controller {
    private final Overview overview;
    private final Clock clock;

    AlertsV2Controller(Overview overview, Clock clock) {
        this.overview = overview;
        this.clock = clock;
    }

    @Operation(
            summary = "List the alerts that fire, as an Alertmanager does",
            description = "In order of fingerprints. Flags are true unless they say otherwise.")
    @Parameter(
            name = "active",
            in = ParameterIn.QUERY,
            description = "Whether those are shown that nothing keeps quiet",
            schema = @Schema(type = "boolean", defaultValue = "true"))
    @Parameter(
            name = "silenced",
            in = ParameterIn.QUERY,
            description = "Whether those are shown that a silence covers",
            schema = @Schema(type = "boolean", defaultValue = "true"))
    @Parameter(
            name = "inhibited",
            in = ParameterIn.QUERY,
            description = "Whether those are shown that another alert keeps quiet",
            schema = @Schema(type = "boolean", defaultValue = "true"))
    @Parameter(
            name = "unprocessed",
            in = ParameterIn.QUERY,
            description = "Without effect: every alert is looked at before it is shown",
            schema = @Schema(type = "boolean", defaultValue = "true"))
    @Parameter(
            name = "filter",
            in = ParameterIn.QUERY,
            description = "Only alerts whose labels, own and derived, pass this matcher; may be there several times",
            schema = @Schema(type = "string", example = "severity=\"critical\""))
    @Parameter(
            name = "receiver",
            in = ParameterIn.QUERY,
            description = "Only alerts that reach a receiver whose name matches this regular expression as a whole",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "receiver_matchers",
            in = ParameterIn.QUERY,
            description = "Only alerts that reach a receiver whose name passes this matcher of the label `receiver`",
            schema = @Schema(type = "string", example = "receiver=~\"team-.*\""))
    @ApiResponse(responseCode = "200", description = "They are these", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "400",
            description = "A parameter cannot be read",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "string")))
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    List<GettableAlert> alerts(HttpServletRequest request) {
        Flags flags = new Flags(request);
        return overview.alerts(wanted(flags), clock.instant());
    }

    @Operation(
            summary = "List the groups of alerts that fire, as an Alertmanager does",
            description = "In order of group labels and receivers. Flags are true unless they say otherwise.")
    @Parameter(
            name = "active",
            in = ParameterIn.QUERY,
            description = "Whether alerts are shown that nothing keeps quiet",
            schema = @Schema(type = "boolean", defaultValue = "true"))
    @Parameter(
            name = "silenced",
            in = ParameterIn.QUERY,
            description = "Whether alerts are shown that a silence covers",
            schema = @Schema(type = "boolean", defaultValue = "true"))
    @Parameter(
            name = "inhibited",
            in = ParameterIn.QUERY,
            description = "Whether alerts are shown that another alert keeps quiet",
            schema = @Schema(type = "boolean", defaultValue = "true"))
    @Parameter(
            name = "muted",
            in = ParameterIn.QUERY,
            description = "Whether groups are shown whose route keeps quiet at this time",
            schema = @Schema(type = "boolean", defaultValue = "true"))
    @Parameter(
            name = "filter",
            in = ParameterIn.QUERY,
            description = "Only alerts whose labels, own and derived, pass this matcher; may be there several times",
            schema = @Schema(type = "string", example = "severity=\"critical\""))
    @Parameter(
            name = "receiver",
            in = ParameterIn.QUERY,
            description = "Only groups of receivers whose name matches this regular expression as a whole",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "receiver_matchers",
            in = ParameterIn.QUERY,
            description = "Only groups of receivers whose name passes this matcher of the label `receiver`",
            schema = @Schema(type = "string", example = "receiver=~\"team-.*\""))
    @ApiResponse(responseCode = "200", description = "They are these", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "400",
            description = "A parameter cannot be read",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/groups", produces = MediaType.APPLICATION_JSON_VALUE)
    List<AlertGroup> groups(HttpServletRequest request) {
        Flags flags = new Flags(request);
        return overview.groups(wanted(flags), flags.flag("muted"), clock.instant());
    }

    private static Wanted wanted(Flags flags) {
        boolean active = flags.flag("active");
        boolean silenced = flags.flag("silenced");
        boolean inhibited = flags.flag("inhibited");
        Predicate<AlertStatus> status =
                one -> (active || !one.active()) && (silenced || !one.silenced()) && (inhibited || !one.inhibited());
        return new Wanted(flags.filter()::matches, flags.receiver(), status);
    }
}
