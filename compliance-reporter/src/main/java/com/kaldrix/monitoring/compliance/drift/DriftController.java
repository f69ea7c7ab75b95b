package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.compliance.page.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What has become another. */
@RestController
@RequestMapping("/api/v1/drift")
@Tag(name = "Drift")
class DriftController {
    private static final Duration YESTERDAY = Duration.ofDays(1);

    private final Drifts drifts;
    private final ConfigurationChanges configurations;
    private final Baselines baselines;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    DriftController(
            Drifts drifts,
            ConfigurationChanges configurations,
            Baselines baselines,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.drifts = drifts;
        this.configurations = configurations;
        this.baselines = baselines;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What has become another since a time. */
    @Schema(name = "Drift")
    record View(Instant since, List<RequirementView> requirements, List<ControlView> controls) {
        static View of(Drift drift) {
            return new View(
                    drift.since(),
                    drift.requirements().stream().map(RequirementView::of).toList(),
                    drift.controls().stream().map(ControlView::of).toList());
        }
    }

    /** A requirement that became another. */
    @Schema(name = "RequirementDrift")
    record RequirementView(String kind, String framework, String requirement, String before, String after, Instant at) {
        static RequirementView of(Drift.OfRequirement one) {
            return new RequirementView(
                    word(one.kind()),
                    one.id().framework(),
                    one.id().requirement(),
                    word(one.before()),
                    word(one.after()),
                    one.at());
        }
    }

    /** A control that became another; of one that failed, some of the resources that made it so. */
    @Schema(name = "ControlDrift")
    record ControlView(
            String kind,
            String control,
            String account,
            String region,
            String before,
            String after,
            Instant at,
            List<String> resources) {
        static ControlView of(Drift.OfControl one) {
            return new ControlView(
                    word(one.kind()),
                    one.key().control().toString(),
                    one.key().account(),
                    one.key().region(),
                    word(one.before()),
                    word(one.after()),
                    one.at(),
                    one.resources());
        }
    }

    /** A configuration that became another. Before and after are JSON; empty when the property was not there. */
    @Schema(name = "ConfigurationChange")
    record ChangeView(
            Instant at,
            String account,
            String region,
            String resource,
            String resourceType,
            String kind,
            List<PropertyView> properties,
            String detail,
            List<String> events) {
        static ChangeView of(ConfigurationChange change) {
            return new ChangeView(
                    change.at(),
                    change.resource().account(),
                    change.resource().region(),
                    change.resource().id(),
                    change.resource().type(),
                    word(change.kind()),
                    change.properties().stream()
                            .map(property -> new PropertyView(property.path(), property.before(), property.after()))
                            .toList(),
                    change.detail(),
                    change.events());
        }
    }

    /** One property before and after. */
    @Schema(name = "PropertyChange")
    record PropertyView(String path, String before, String after) {}

    /** A moment with a name. */
    @Schema(name = "Baseline")
    record BaselineView(String name, Instant at, String createdBy, Instant createdAt) {
        static BaselineView of(Baseline baseline) {
            return new BaselineView(baseline.name(), baseline.at(), baseline.createdBy(), baseline.createdAt());
        }
    }

    /** All moments with names. */
    @Schema(name = "Baselines")
    record BaselinesView(List<BaselineView> items) {}

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Since when. */
    record Query(
            @Parameter(description = "Since this instant; since a day ago unless this or `baseline` is set") @Nullable
            Instant since,

            @Parameter(description = "Since the moment of this name") @Nullable
            String baseline) {}

    /** Which changes of configurations. */
    record ChangeQuery(
            @Parameter(description = "Only of this resource, as findings have it") @Nullable
            String resource,

            @Parameter(description = "Only at this instant or later") @Nullable
            Instant from,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {}

    /** Which moment is to have the name. */
    @Schema(name = "WantedBaseline")
    record Wanted(
            @Schema(description = "The moment; now unless set") @Nullable
            Instant at) {}

    @Operation(
            summary = "Show what has become another",
            description =
                    "Newly failed, newly passed, evidence that vanished, and what has become uncertain, since a day ago,"
                            + " a time, or a baseline.")
    @GetMapping
    View since(@ParameterObject Query query) {
        if (query.since() != null && query.baseline() != null) {
            throw new InvalidRequestException("baseline", "cannot be there together with 'since'");
        }
        Instant since = query.baseline() == null
                ? Objects.requireNonNullElse(query.since(), clock.instant().minus(YESTERDAY))
                : baselines
                        .find(query.baseline())
                        .map(Baseline::at)
                        .orElseThrow(() -> new InvalidRequestException("baseline", "must be the name of a baseline"));
        return View.of(drifts.since(since));
    }

    @Operation(
            summary = "List configurations that became others",
            description = "The latest first, each property with before and after.")
    @GetMapping("/configuration")
    Page<ChangeView> configuration(@Valid @ParameterObject ChangeQuery query) {
        return configurations
                .find(
                        Paging.text(query.resource()),
                        Optional.ofNullable(query.from()),
                        Paging.byTime(query.cursor()),
                        Paging.size(query.limit()))
                .map(ChangeView::of);
    }

    @Operation(summary = "List the moments that have names", description = "The latest moment first.")
    @GetMapping("/baselines")
    BaselinesView baselines() {
        return new BaselinesView(baselines.all().stream().map(BaselineView::of).toList());
    }

    @Operation(
            summary = "Give a moment a name",
            description = "One that has the name loses it. Needs role `responder`.")
    @PutMapping(path = "/baselines/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    BaselineView set(
            @Parameter(description = "1 to 63 lower-case letters, digits, dots and hyphens") @PathVariable String name,
            @Valid @RequestBody Wanted wanted,
            Actor actor) {
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
            throw new InvalidRequestException("name", "must be 1 to 63 lower-case letters, digits, dots and hyphens");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant at = wanted.at() == null ? now : wanted.at().truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now)) {
            throw new InvalidRequestException("/at", "must not be in the future");
        }
        Baseline baseline = new Baseline(name, at, actor.name(), now);
        transactions.executeWithoutResult(status -> {
            baselines.set(baseline);
            audit.record(actor, "baseline.set", "baseline/" + name, Map.of("at", at.toString()));
        });
        return BaselineView.of(baseline);
    }

    @Operation(summary = "Take a name from a moment", description = "Needs role `responder`.")
    @DeleteMapping("/baselines/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@Parameter(description = "The name") @PathVariable String name, Actor actor) {
        transactions.executeWithoutResult(status -> {
            if (!baselines.remove(name)) {
                throw new NotFoundException("baseline", name);
            }
            audit.record(actor, "baseline.delete", "baseline/" + name, Map.of());
        });
    }
}
