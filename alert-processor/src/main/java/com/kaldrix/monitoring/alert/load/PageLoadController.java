package com.kaldrix.monitoring.alert.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows how often people are called. */
@RestController
@Tag(name = "On call")
class PageLoadController {
    private static final Duration USUAL = Duration.ofDays(28);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final double WEEK = Duration.ofDays(7).toSeconds();

    private final PagedRows rows;
    private final Directory.Current directory;
    private final Clock clock;

    PageLoadController(PagedRows rows, Directory.Current directory, Clock clock) {
        this.rows = rows;
        this.directory = directory;
        this.clock = clock;
    }

    /** Of what, and of which time. */
    record LoadQuery(
            @Parameter(
                    description = "By what pages are counted",
                    schema =
                            @Schema(
                                    type = "string",
                                    allowableValues = {"person", "team", "rule"},
                                    defaultValue = "person"))
            @Nullable
            String by,

            @Parameter(description = "From this instant on; four weeks back when left out") @Nullable
            Instant from,

            @Parameter(description = "Before this instant; now when left out; 366 days after `from` at most") @Nullable
            Instant to) {}

    /**
     * How often in a time.
     *
     * @param from since when
     * @param to until when
     * @param items the most often called first
     */
    @Schema(name = "PageLoad")
    record Shown(Instant from, Instant to, List<Item> items) {}

    /** How often one was called. */
    @Schema(name = "PageLoadItem")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @Schema(description = "Id of the person, or name of the team or rule")
            String name,

            @Schema(description = "How often; by several means at once is once")
            int pages,

            @Schema(description = "How often in a week, on average")
            double pagesPerWeek,

            @Schema(description = "How many between 22:00 and 07:00, by the person's clock")
            int atNight,

            @Schema(description = "How many somebody acknowledged afterwards")
            int acknowledged,

            @Schema(description = "The median of how long that took, in seconds; left out where nobody did") @Nullable
            Long acknowledgedIn,

            @Schema(description = "How many were on incidents that were over before anybody had taken them")
            int resolvedByItself) {}

    @Operation(
            summary = "Say how often people are called",
            description =
                    "A page is a message that reached a person, or went out by PagerDuty, Opsgenie, VictorOps or Pushover, when an"
                            + " incident was opened or escalated. By rule also those that went to no person are counted.")
    @GetMapping("/api/v1/page-load")
    Shown show(@ParameterObject @Valid LoadQuery query) {
        Instant to = Objects.requireNonNullElseGet(query.to(), clock::instant);
        Instant from = Objects.requireNonNullElse(query.from(), to.minus(USUAL));
        if (!from.isBefore(to)) {
            throw new InvalidRequestException("from", "must lie before 'to'");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new InvalidRequestException("from", "must lie at most 366 days before 'to'");
        }
        double weeks = Duration.between(from, to).toSeconds() / WEEK;
        return new Shown(
                from,
                to,
                PageLoad.of(rows.between(from, to), by(query), directory.get()).stream()
                        .map(load -> item(load, weeks))
                        .toList());
    }

    private static PageLoad.By by(LoadQuery query) {
        String by = Objects.requireNonNullElse(query.by(), "person");
        for (PageLoad.By known : PageLoad.By.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(by)) {
                return known;
            }
        }
        throw new InvalidRequestException("by", "must be person, team or rule");
    }

    private static Item item(PageLoad load, double weeks) {
        return new Item(
                load.name(),
                load.pages(),
                Math.round(load.pages() / weeks * 100) / 100.0,
                load.atNight(),
                load.acknowledged(),
                load.acknowledgedIn().map(Duration::toSeconds).orElse(null),
                load.byItself());
    }
}
