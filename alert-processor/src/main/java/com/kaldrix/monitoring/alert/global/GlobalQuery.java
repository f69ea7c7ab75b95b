package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters of the list of global incidents. */
record GlobalQuery(
        @Parameter(
                description = "Only these states; may be there several times",
                array =
                        @ArraySchema(
                                schema =
                                        @Schema(
                                                type = "string",
                                                allowableValues = {"open", "acknowledged", "resolved"})))
        @Nullable
        List<State> state,

        @Parameter(description = "Only these severities; may be there several times") @Nullable
        List<Severity> severity,

        @Parameter(description = "Only incidents that are in this region too, such as `eu-west-1`") @Nullable
        String region,

        @Parameter(
                description = "Only incidents in at least so many regions",
                schema = @Schema(type = "integer", minimum = "1", maximum = "100"))
        @Nullable
        @Min(1)
        @Max(100)
        Integer regions,

        @Parameter(description = "Only incidents opened at or after this instant") @Nullable
        Instant from,

        @Parameter(description = "Only incidents opened before this instant") @Nullable
        Instant to,

        @Parameter(description = "Only incidents whose title holds this text, in any case") @Nullable @Size(max = 200)
        String q,

        @Parameter(
                description = "The `next` of the page before, with the same other parameters",
                schema = @Schema(type = "string"))
        @Nullable
        Cursor cursor,

        @Parameter(
                description = "How many on a page",
                schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
        @Nullable
        @Min(1)
        @Max(Page.MOST)
        Integer limit) {

    List<State> states() {
        return Objects.requireNonNullElse(state, List.of());
    }

    List<Severity> severities() {
        return Objects.requireNonNullElse(severity, List.of());
    }

    int pageSize() {
        return Objects.requireNonNullElse(limit, Page.USUAL);
    }
}
