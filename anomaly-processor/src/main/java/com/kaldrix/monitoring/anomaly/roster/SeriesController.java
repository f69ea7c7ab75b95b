package com.kaldrix.monitoring.anomaly.roster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.plot.Picture;
import com.kaldrix.monitoring.anomaly.plot.Plot;
import com.kaldrix.monitoring.anomaly.settings.Applied;
import com.kaldrix.monitoring.anomaly.settings.CurrentSettings;
import com.kaldrix.monitoring.anomaly.settings.Sensitivity;
import com.kaldrix.monitoring.anomaly.stream.Glance;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Series that are looked at. */
@RestController
@RequestMapping("/api/v1/series")
@Tag(name = "Series")
class SeriesController {
    private final Roster roster;
    private final CurrentSettings settings;

    SeriesController(Roster roster, CurrentSettings settings) {
        this.roster = roster;
        this.settings = settings;
    }

    /**
     * A series as callers see it.
     *
     * @param learning how much of the warm-up is over, in percent
     * @param value the latest reading; left out when it was missing
     * @param expectedLow left out when nothing is known
     * @param unusual how unusual the latest reading was, in units of what is worth an alert
     * @param asOf when this was so
     */
    @Schema(name = "Series")
    record View(
            UUID id,
            Map<String, String> labels,
            String tier,
            int learning,
            Instant readingAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double value,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double expectedLow,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double expectedHigh,

            double unusual,
            double score,
            Instant asOf) {
        static View of(KnownSeries one) {
            Glance glance = one.glance();
            return new View(
                    one.id(),
                    one.labels().asMap(),
                    glance.tier(),
                    (int) Math.floor(100 * glance.learning()),
                    Instant.ofEpochMilli(glance.time()),
                    finite(glance.value()),
                    finite(glance.low()),
                    finite(glance.high()),
                    glance.unusual(),
                    glance.score(),
                    one.seenAt());
        }

        private static @Nullable Double finite(double value) {
            return Double.isFinite(value) ? value : null;
        }
    }

    /** How a series is judged at the moment. */
    @Schema(name = "Judging")
    record Judging(String timeZone, String sensitivity, double threshold, List<String> detectorsOff) {
        static Judging of(Applied now) {
            Sensitivity sensitivity = now.sensitivity() == null ? Sensitivity.MEDIUM : now.sensitivity();
            return new Judging(
                    now.zone().getId(),
                    sensitivity.word(),
                    now.threshold(),
                    now.detectorsOff().stream().sorted().toList());
        }
    }

    /** A series and how it is judged by what people want. */
    @Schema(name = "SeriesDetails")
    record Details(View series, Judging judging) {}

    /** Parameters of the list of series. */
    record Query(
            @Parameter(
                    description = "Only of this metric; with a star at its end, of those that begin so",
                    example = "kaldrix_node_*")
            @Nullable
            String metric,

            @Parameter(description = "Only in this region, such as `eu-west-1`") @Nullable
            String region,

            @Parameter(description = "Only in this component, such as `consensus`") @Nullable
            String component,

            @Parameter(description = "Only those with these labels, such as `{instance=\"a:8080\"}`; only `=`")
            @Nullable
            String labels,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(
                    description = "How many on a page",
                    schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
            @Nullable
            @Min(1)
            @Max(Page.MOST)
            Integer limit) {
        Roster.Filter filter() {
            Map<String, String> wanted = new TreeMap<>();
            for (Matcher matcher : matchers(labels)) {
                if (matcher.operator() != Matcher.Operator.EQUAL
                        || matcher.value().isEmpty()) {
                    throw new InvalidRequestException("labels", "must be such as {a=\"b\",c=\"d\"}, with '=' alone");
                }
                wanted.put(matcher.name(), matcher.value());
            }
            if (region != null) {
                wanted.put("region", region);
            }
            if (component != null) {
                wanted.put("component", component);
            }
            return new Roster.Filter(Optional.ofNullable(metric), wanted);
        }

        private static List<Matcher> matchers(@Nullable String text) {
            try {
                return text == null ? List.of() : Matchers.parse(text).all();
            } catch (IllegalArgumentException e) {
                throw new InvalidRequestException("labels", String.valueOf(e.getMessage()));
            }
        }
    }

    @Operation(
            summary = "List the series that are looked at",
            description = "By metric. How it stands with each is noted once in five minutes.")
    @GetMapping
    Page<View> list(@ParameterObject @Valid Query query) {
        return roster.find(
                        query.filter(),
                        Optional.ofNullable(query.cursor()),
                        Objects.requireNonNullElse(query.limit(), Page.USUAL))
                .map(View::of);
    }

    @Operation(summary = "Show one series", description = "And how it is judged by what people want.")
    @GetMapping("/{id}")
    Details show(@Parameter(description = "The series' id") @PathVariable UUID id) {
        KnownSeries series = find(id);
        Applied now = settings.get().at(series.labels(), series.glance().time());
        return new Details(View.of(series), Judging.of(now));
    }

    @Operation(
            summary = "Show a series as a picture",
            description = "Its latest readings, the usual range, and how unusual each reading was.")
    @GetMapping(path = "/{id}/plot.svg", produces = "image/svg+xml")
    String plot(@Parameter(description = "The series' id") @PathVariable UUID id) {
        KnownSeries series = find(id);
        Glance glance = series.glance();
        String subtitle = series.labels().asMap().entrySet().stream()
                .filter(label -> !label.getKey().equals("__name__"))
                .map(label -> label.getKey() + "=" + label.getValue())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return Plot.svg(new Picture(
                series.metric(),
                subtitle,
                Trace.of(glance.recent()).readings(),
                new Expected(glance.low(), glance.high()),
                null,
                null));
    }

    private KnownSeries find(UUID id) {
        return roster.find(id).orElseThrow(() -> new NotFoundException("series", id));
    }
}
