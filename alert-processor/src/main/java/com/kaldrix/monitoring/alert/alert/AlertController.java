package com.kaldrix.monitoring.alert.alert;

import com.kaldrix.monitoring.alert.alert.AlertQuery.State;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.web.Scan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/alerts")
@Tag(name = "Alerts")
class AlertController {
    private static final String ORDER = "fingerprint";

    private final Alerts alerts;
    private final Clock clock;

    AlertController(Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    @Operation(
            summary = "List alerts",
            description =
                    "In order of fingerprints. An alert that is over is forgotten some minutes later; incidents remember it.")
    @GetMapping
    Page<AlertDetails> list(@ParameterObject @Valid AlertQuery query) {
        if (query.cursor() != null && !query.cursor().key().equals(ORDER)) {
            throw new InvalidRequestException("cursor", "is not of this list");
        }
        Instant now = clock.instant();
        return Scan.page(
                        (after, limit) -> alerts.list(filter(query, now, after, limit)),
                        query.cursor(),
                        query.pageSize(),
                        alert -> query.matchers().matches(alert.routingLabels()),
                        AlertController::place)
                .map(alert -> AlertDetails.of(alert, now));
    }

    private static AlertFilter filter(AlertQuery query, Instant now, @Nullable Cursor after, int limit) {
        return new AlertFilter(
                query.state() == State.FIRING ? Optional.of(now) : Optional.empty(),
                query.state() == State.RESOLVED ? Optional.of(now) : Optional.empty(),
                Set.copyOf(query.severities()),
                Optional.ofNullable(query.region()),
                Optional.ofNullable(after)
                        .map(place -> new Fingerprint(place.id().getLeastSignificantBits())),
                limit);
    }

    private static Cursor place(Alert alert) {
        return new Cursor(ORDER, new UUID(0, alert.fingerprint().value()));
    }

    @Operation(summary = "Show one alert")
    @GetMapping("/{fingerprint}")
    AlertDetails show(
            @Parameter(
                            description = "Its fingerprint",
                            example = "01167342b0fed1b2",
                            schema = @Schema(type = "string", pattern = "[0-9a-f]{16}"))
                    @PathVariable
                    Fingerprint fingerprint) {
        return alerts.find(fingerprint)
                .map(alert -> AlertDetails.of(alert, clock.instant()))
                .orElseThrow(() -> new NotFoundException("alert", fingerprint));
    }
}
