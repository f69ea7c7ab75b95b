package com.kaldrix.monitoring.anomaly.outlook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.anomaly.follow.Followed;
import com.kaldrix.monitoring.anomaly.follow.Readings;
import com.kaldrix.monitoring.anomaly.follow.Threshold;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What comes next in series with a threshold. */
@RestController
@RequestMapping("/api/v1/forecasts")
@Tag(name = "Forecasts")
class ForecastController {
    private final Outlooks outlooks;
    private final Readings readings;

    ForecastController(Outlooks outlooks, Readings readings) {
        this.outlooks = outlooks;
        this.readings = readings;
    }

    /**
     * A series with what it must not reach.
     *
     * @param direction {@code rising} or {@code falling}
     * @param breach left out when it is not to be expected
     * @param words what is to be expected, for people
     */
    @Schema(name = "Forecast")
    record View(
            UUID id,
            Map<String, String> series,
            double threshold,
            String direction,
            double value,
            Instant at,
            @JsonInclude(JsonInclude.Include.NON_NULL) Outlook.@Nullable Breach breach,
            String words) {
        static View of(Followed series, Threshold threshold, Outlook outlook) {
            return new View(
                    series.id(),
                    series.series().asMap(),
                    threshold.value(),
                    threshold.rising() ? "rising" : "falling",
                    outlook.value(),
                    outlook.at(),
                    outlook.breach(),
                    outlook.reached()
                            .map(breach -> Words.sentence(series, threshold, outlook, breach))
                            .orElse(series.metric() + " is not expected to reach " + Words.number(threshold.value())));
        }
    }

    /**
     * One series with the hours to come.
     *
     * @param by the forecaster that had the least error of late on this series; left out while none can say anything
     */
    @Schema(name = "ForecastDetails")
    record Details(
            View forecast,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String by,

            List<Outlook.Hour> hours) {}

    /** Many. */
    @Schema(name = "Forecasts")
    record Views(List<View> items) {}

    @Operation(
            summary = "List what is to be expected of series with a threshold",
            description = "What reaches its threshold soonest comes first; 500 at most.")
    @GetMapping
    Views list() {
        Map<UUID, Followed> followed = new HashMap<>();
        readings.all().forEach(one -> followed.put(one.id(), one));
        return new Views(outlooks.all().stream()
                .flatMap(outlook -> view(Optional.ofNullable(followed.get(outlook.series())), outlook).stream())
                .toList());
    }

    @Operation(summary = "Show the next day of one series, hour by hour with its interval")
    @GetMapping("/{id}")
    Details show(@Parameter(description = "The series' id, from the list") @PathVariable UUID id) {
        Outlook outlook = outlooks.find(id).orElseThrow(() -> new NotFoundException("forecast", id));
        View view = view(readings.find(id), outlook).orElseThrow(() -> new NotFoundException("forecast", id));
        return new Details(view, outlook.by(), outlook.hours());
    }

    private static Optional<View> view(Optional<Followed> series, Outlook outlook) {
        return series.flatMap(one -> one.threshold().map(threshold -> View.of(one, threshold, outlook)));
    }
}
