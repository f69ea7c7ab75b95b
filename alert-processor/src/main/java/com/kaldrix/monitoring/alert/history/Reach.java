package com.kaldrix.monitoring.alert.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.alert.AlertDetails;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What matchers cover: what fires now, and what fired in the past days.
 *
 * @param firing how many alerts that fire they cover
 * @param ofFiring how many alerts fire
 * @param past how many occurrences of alerts they covered in the past days
 * @param days how many days that looks back
 * @param alerts some of those that fire
 * @param warning what somebody should think over; null for nothing
 */
@Schema(name = "SuppressionReach", description = "What matchers cover: what fires now, and what fired in the past days")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reach(
        @Schema(description = "How many alerts that fire now are covered")
        long firing,

        @Schema(description = "How many alerts fire now") long ofFiring,

        @Schema(description = "How many occurrences of alerts would have been covered in the past days, at most 10000")
        long past,

        @Schema(description = "How many days `past` looks back")
        int days,

        @Schema(description = "Those that fire now, 50 at most")
        List<AlertDetails> alerts,

        @Schema(description = "What somebody should think over, such as that more alerts are covered than usual")
        @Nullable
        String warning) {}
