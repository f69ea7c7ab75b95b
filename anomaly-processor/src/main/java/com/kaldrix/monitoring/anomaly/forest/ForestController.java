package com.kaldrix.monitoring.anomaly.forest;

import com.kaldrix.monitoring.anomaly.forest.ForestStates.State;
import com.kaldrix.monitoring.common.page.Page;
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
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How it stands with the forests of single series. */
@RestController
@RequestMapping("/api/v1/forests")
@Tag(name = "Forests")
class ForestController {
    private final ForestStates states;

    ForestController(ForestStates states) {
        this.states = states;
    }

    /**
     * A series and its forests.
     *
     * @param state {@code learning}, {@code judging} or {@code resting}
     * @param learnt in per cent of what they need before they have a say
     */
    @Schema(name = "ForestState")
    record View(Map<String, String> series, String state, int learnt, String words, Instant since) {
        static View of(ForestStates.Stand stand) {
            String words = stand.state() == State.LEARNING
                    ? "learning, " + stand.learnt() + " %"
                    : stand.state().word();
            return new View(stand.series().asMap(), stand.state().word(), stand.learnt(), words, stand.since());
        }
    }

    /** Forests of many series. */
    @Schema(name = "ForestStates")
    record Views(List<View> items) {}

    /** Parameters of the list. */
    record Query(
            @Parameter(
                    description = "Only those that do this",
                    schema =
                            @Schema(
                                    type = "string",
                                    allowableValues = {"learning", "judging", "resting"}))
            @Nullable
            State state,

            @Parameter(
                    description = "How many at most",
                    schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
            @Nullable
            @Min(1)
            @Max(Page.MOST)
            Integer limit) {}

    @Operation(
            summary = "List the series that have forests",
            description = "Whether these learn, and how far they are, judge, or rest in the database. What changed last"
                    + " comes first.")
    @GetMapping
    Views list(@ParameterObject @Valid Query query) {
        return new Views(
                states
                        .all(Optional.ofNullable(query.state()), Objects.requireNonNullElse(query.limit(), Page.USUAL))
                        .stream()
                        .map(View::of)
                        .toList());
    }
}
