package com.kaldrix.monitoring.anomaly.correlate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.anomaly.correlate.Components.Name;
import com.kaldrix.monitoring.anomaly.follow.Followed;
import com.kaldrix.monitoring.anomaly.follow.Readings;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the series of a component usually do together. */
@RestController
@Tag(name = "Correlations")
class CorrelationController {
    private final Components components;
    private final Readings readings;

    CorrelationController(Components components, Readings readings) {
        this.components = components;
        this.readings = readings;
    }

    /**
     * Two series that go together.
     *
     * @param lagSeconds by how much the second follows the first; negative when it leads
     * @param now of the last minutes; left out when neither moves
     */
    @Schema(name = "Correlation")
    record View(
            Map<String, String> first,
            Map<String, String> second,
            double usual,
            long lagSeconds,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double now,

            boolean broken) {}

    /** All of a component. */
    @Schema(name = "Correlations")
    record Views(List<View> items, Instant at) {}

    @Operation(
            summary = "List which series of a component go together",
            description = "Those whose correlation is expected to be 0.7 or more, the strongest first: learnt from what"
                    + " came, with who follows whom by how long.")
    @GetMapping("/api/v1/correlations/{region}/{component}")
    Views list(
            @Parameter(description = "Such as `eu-west-1`") @PathVariable String region,
            @Parameter(description = "Such as `consensus`") @PathVariable String component) {
        Components.Expectation known = components
                .find(new Name(region, component))
                .orElseThrow(() -> new NotFoundException("component", region + "/" + component));
        Map<UUID, Map<String, String>> names = new HashMap<>();
        readings.all().forEach(one -> names.put(one.id(), labels(one)));
        List<View> views = known.pairs().stream()
                .filter(pair -> names.containsKey(pair.first()) && names.containsKey(pair.second()))
                .map(pair -> new View(
                        names.getOrDefault(pair.first(), Map.of()),
                        names.getOrDefault(pair.second(), Map.of()),
                        pair.usual(),
                        pair.lagSeconds(),
                        pair.now(),
                        pair.broken()))
                .toList();
        return new Views(views, known.at());
    }

    private static Map<String, String> labels(Followed one) {
        return one.series().asMap();
    }
}
