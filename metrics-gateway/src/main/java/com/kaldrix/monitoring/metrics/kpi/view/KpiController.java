package com.kaldrix.monitoring.metrics.kpi.view;

import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.Kpi;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import com.kaldrix.monitoring.metrics.kpi.definition.Threshold;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import com.kaldrix.monitoring.metrics.kpi.merge.RegionStatus;
import com.kaldrix.monitoring.metrics.kpi.merge.WindowMerge;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows KPIs: all of them as they are now, and one of them over the last day. */
@RestController
@Tag(name = "KPIs")
class KpiController {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final long MOST_POINTS = 11_000;

    private final KpiCatalogue catalogue;
    private final LatestKpis latest;
    private final KpiHistory history;
    private final WindowMerge merge;
    private final Region own;
    private final Clock clock;

    KpiController(
            KpiCatalogue catalogue,
            LatestKpis latest,
            KpiHistory history,
            WindowMerge merge,
            Identity identity,
            Clock clock) {
        this.catalogue = catalogue;
        this.latest = latest;
        this.history = history;
        this.merge = merge;
        this.own = identity.region();
        this.clock = clock;
    }

    /** Everything that is known now. */
    @Schema(name = "Kpis")
    record Kpis(
            @Schema(description = "When the window begins that the values are of; null when there is none") @Nullable
            Instant windowStart,

            @Schema(description = "When it ends") @Nullable Instant windowEnd,

            @Schema(description = "The regions, and whether they report")
            List<RegionShown> regions,

            @Schema(description = "Regions that were expected and are not in the values")
            List<String> missing,

            List<KpiShown> kpis) {}

    /** A region and whether it reports. */
    @Schema(name = "KpiRegion")
    record RegionShown(
            @Schema(example = "us-west-2") String region,
            boolean reporting,

            @Schema(description = "How much overdue its next report is; null when it has not reported since the start")
            @Nullable
            Double lateSeconds,

            @Schema(description = "How many of its gateways report")
            int replicas) {}

    /** A KPI. */
    @Schema(name = "Kpi")
    record KpiShown(
            @Schema(example = "block_time_seconds") String name,
            String help,
            @Schema(example = "seconds") String unit,
            @Schema(example = "blockchain") String component,

            @Schema(description = "The name of the metric in CloudWatch; null when it is not there") @Nullable
            String cloudWatchName,

            List<ValueShown> values) {}

    /** A KPI in a region. */
    @Schema(name = "KpiValue")
    record ValueShown(
            @Schema(description = "A region, or `global`") String region,

            @Schema(description = "Null when there is no data") @Nullable
            Double value,

            @Schema(
                    description = "`ok`, `no-data`, or the severity of the worst threshold that it breaches",
                    example = "ok")
            String status,

            @Schema(description = "Why there is no data; null when there is") @Nullable
            String reason) {}

    /** A KPI over time. */
    @Schema(name = "KpiHistory")
    record HistoryShown(
            String name,
            String unit,
            String region,
            Instant from,
            Instant to,
            long stepSeconds,
            List<PointShown> points) {}

    /** A value at a time. */
    @Schema(name = "KpiPoint")
    record PointShown(Instant at, double value) {}

    @Operation(
            summary = "Show all KPIs as they are now",
            description = "Of this gateway's region; on the hub of all regions, and `global` for the whole.")
    @GetMapping("/api/v1/kpis")
    Kpis all() {
        Optional<KpiWindow> window = latest.current();
        List<KpiShown> shown = new ArrayList<>();
        for (Kpi kpi : catalogue.kpis()) {
            List<ValueShown> values = new ArrayList<>();
            window.ifPresent(known -> known.values()
                    .forEach((region, outcomes) -> values.add(value(
                            kpi, region, outcomes.getOrDefault(kpi.name(), new Outcome.NoData("not computed"))))));
            shown.add(new KpiShown(
                    kpi.name(),
                    kpi.help(),
                    kpi.unit(),
                    kpi.component(),
                    kpi.cloudWatch().map(Kpi.CloudWatch::name).orElse(null),
                    values));
        }
        shown.sort(Comparator.comparing(KpiShown::name));
        return new Kpis(
                window.map(KpiWindow::start).orElse(null),
                window.map(KpiWindow::end).orElse(null),
                merge.regions(clock.instant()).stream()
                        .map(KpiController::region)
                        .toList(),
                window.map(known -> known.missing().stream().sorted().toList()).orElse(List.of()),
                shown);
    }

    private static RegionShown region(RegionStatus status) {
        return new RegionShown(
                status.region().code(),
                status.reporting(),
                status.late().map(late -> late.toMillis() / 1000.0).orElse(null),
                status.replicas());
    }

    private static ValueShown value(Kpi kpi, String region, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Value value ->
                new ValueShown(
                        region,
                        value.number(),
                        kpi.thresholds().stream()
                                .filter(threshold -> threshold.isBreachedBy(value.number()))
                                .map(Threshold::severity)
                                .min(Comparator.naturalOrder())
                                .map(Enum::name)
                                .orElse("ok"),
                        null);
            case Outcome.NoData none -> new ValueShown(region, null, "no-data", none.reason());
        };
    }

    @Operation(
            summary = "Show a KPI over the last day",
            description = "Each point is the average of the step that begins there; steps without data are not there.")
    @GetMapping("/api/v1/kpis/{name}")
    HistoryShown one(
            @PathVariable String name,
            @Parameter(description = "A region or `global`; this gateway's region when nothing is said") @RequestParam
                    Optional<String> region,
            @Parameter(description = "RFC 3339 or seconds since the epoch; an hour before `to` when nothing is said")
                    @RequestParam
                    Optional<String> from,
            @Parameter(description = "RFC 3339 or seconds since the epoch; now when nothing is said") @RequestParam
                    Optional<String> to,
            @Parameter(description = "Seconds, a multiple of 10", example = "60") @RequestParam Optional<String> step) {
        Kpi kpi = catalogue.kpi(name).orElseThrow(() -> new NotFoundException("KPI", name));
        List<FieldError> errors = new ArrayList<>();
        String where = region.orElse(own.code());
        if (!where.equals(Region.GLOBAL) && Region.find(where).isEmpty()) {
            errors.add(new FieldError("region", "is no region such as us-east-1, and not global"));
        }
        Instant end = to.map(text -> time("to", text, errors)).orElse(clock.instant());
        Instant start = from.map(text -> time("from", text, errors)).orElse(end.minus(Duration.ofHours(1)));
        Duration length = step.map(text -> step(text, errors)).orElse(WINDOW);
        if (errors.isEmpty() && !start.isBefore(end)) {
            errors.add(new FieldError("from", "is not before to"));
        } else if (errors.isEmpty() && Duration.between(start, end).dividedBy(length) > MOST_POINTS) {
            errors.add(new FieldError("step", "makes more than " + MOST_POINTS + " points"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        Instant oldest = clock.instant().minus(KpiHistory.DEPTH);
        Instant kept = start.isBefore(oldest) ? oldest : start;
        Instant latestKept = end.isAfter(clock.instant()) ? clock.instant() : end;
        List<PointShown> points = history.range(name, where, kept, latestKept, length).stream()
                .map(point -> new PointShown(point.at(), point.value()))
                .toList();
        return new HistoryShown(kpi.name(), kpi.unit(), where, start, end, length.toSeconds(), points);
    }

    private static Instant time(String field, String text, List<FieldError> errors) {
        try {
            return text.matches("\\d{1,11}")
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            errors.add(new FieldError(field, "is no time: write RFC 3339 or seconds since the epoch"));
            return Instant.EPOCH;
        }
    }

    private static Duration step(String text, List<FieldError> errors) {
        if (text.matches("[1-9]\\d{0,4}0")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        errors.add(new FieldError("step", "is no multiple of 10 seconds"));
        return WINDOW;
    }
}
