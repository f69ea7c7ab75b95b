package com.kaldrix.monitoring.anomaly.suppress;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Direction;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Margin;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Origin;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rules by which anomalies are kept and not told. */
@RestController
@RequestMapping("/api/v1/suppressions")
@Tag(name = "Suppressions")
class SuppressionController {
    private final Suppressions suppressions;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    SuppressionController(Suppressions suppressions, AuditLog audit, TransactionOperations transactions, Clock clock) {
        this.suppressions = suppressions;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A rule as callers see it. */
    @Schema(name = "Suppression")
    record View(
            UUID id,
            String series,
            String direction,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double absolute,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double relative,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant from,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant until,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String calendar,

            String createdBy,
            Instant createdAt,
            String reason) {
        static View of(Suppression rule) {
            return new View(
                    rule.id(),
                    rule.series().toString(),
                    rule.direction().name().toLowerCase(Locale.ROOT),
                    rule.margin().absolute(),
                    rule.margin().relative(),
                    rule.from(),
                    rule.until(),
                    rule.calendar() == null ? null : rule.calendar().toString(),
                    rule.origin().by(),
                    rule.origin().at(),
                    rule.origin().reason());
        }
    }

    /** A rule that is to be. */
    record Wanted(
            @Schema(
                    description = "Whose anomalies: matchers as Alertmanager writes them",
                    example = "{__name__=\"kaldrix_node_peers\",region=\"us-east-1\"}",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 4000)
            @Storable
            String series,

            @Schema(
                    description = "On which side of what is usual; both unless set",
                    allowableValues = {"above", "below", "both"})
            @Nullable
            String direction,

            @Schema(description = "Up to how far from what is usual, in units of the metric") @PositiveOrZero @Nullable
            Double absolute,

            @Schema(description = "Up to how far, as a share of the edge of what is usual, such as 0.1")
            @PositiveOrZero
            @Nullable
            Double relative,

            @Schema(description = "Only anomalies that begin then or later") @Nullable
            Instant from,

            @Schema(description = "Only anomalies that begin before") @Nullable
            Instant until,

            @Schema(
                    description =
                            "Only anomalies that begin at these times of the week: days or `daily`, hours, time zone",
                    example = "sat,sun 02:00-04:00 Europe/Dublin")
            @Nullable
            String calendar,

            @Schema(description = "1 to 4000 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 4000)
            @Storable
            String reason) {}

    /** All rules. */
    record Rules(List<View> items) {}

    @Operation(summary = "List the rules by which anomalies are kept and not told", description = "The newest first.")
    @GetMapping
    Rules list() {
        return new Rules(suppressions.all().stream().map(View::of).toList());
    }

    @Operation(
            summary = "Add a rule",
            description =
                    "Holds for anomalies that begin from now on, or from the given time. What is open is told on.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    View add(@Valid @RequestBody Wanted wanted, Actor actor) {
        Suppression rule = rule(wanted, actor);
        transactions.executeWithoutResult(status -> {
            suppressions.add(rule);
            audit.record(
                    actor,
                    "suppression.create",
                    "suppression/" + rule.id(),
                    Map.of(
                            "series",
                            rule.series().toString(),
                            "reason",
                            rule.origin().reason()));
        });
        return View.of(rule);
    }

    private Suppression rule(Wanted wanted, Actor actor) {
        if (wanted.from() != null && wanted.until() != null && !wanted.from().isBefore(wanted.until())) {
            throw new InvalidRequestException("/until", "must be after 'from'");
        }
        return new Suppression(
                Ids.next(),
                matchers(wanted.series()),
                direction(wanted.direction()),
                new Margin(wanted.absolute(), wanted.relative()),
                wanted.from(),
                wanted.until(),
                new Origin(actor.name(), clock.instant().truncatedTo(ChronoUnit.MICROS), wanted.reason()),
                calendar(wanted.calendar()));
    }

    private static @Nullable Weekly calendar(@Nullable String text) {
        try {
            return text == null ? null : Weekly.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("/calendar", String.valueOf(e.getMessage()));
        }
    }

    private static Matchers matchers(String text) {
        try {
            Matchers matchers = Matchers.parse(text);
            if (matchers.isEmpty()) {
                throw new InvalidRequestException(
                        "/series", "must name at least one condition: a rule for all is none");
            }
            return matchers;
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("/series", String.valueOf(e.getMessage()));
        }
    }

    private static Direction direction(@Nullable String word) {
        return switch (word == null ? "both" : word) {
            case "above" -> Direction.ABOVE;
            case "below" -> Direction.BELOW;
            case "both" -> Direction.BOTH;
            default -> throw new InvalidRequestException("/direction", "must be one of above, below, both");
        };
    }

    @Operation(summary = "Take a rule back")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@Parameter(description = "The rule's id") @PathVariable UUID id, Actor actor) {
        transactions.executeWithoutResult(status -> {
            if (!suppressions.remove(id)) {
                throw new NotFoundException("suppression", id);
            }
            audit.record(actor, "suppression.delete", "suppression/" + id, Map.of());
        });
    }
}
