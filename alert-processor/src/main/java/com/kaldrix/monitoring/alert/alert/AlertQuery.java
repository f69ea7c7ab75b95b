package com.kaldrix.monitoring.alert.alert;

import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters of the list of alerts. */
record AlertQuery(
        @Parameter(
                description = "Only those that fire, or only those that are over",
                schema =
                        @Schema(
                                type = "string",
                                allowableValues = {"firing", "resolved"}))
        @Nullable
        State state,

        @Parameter(description = "Only these severities; may be there several times") @Nullable
        List<Severity> severity,

        @Parameter(description = "Only this region, such as `eu-west-1`") @Nullable
        String region,

        @Parameter(
                description =
                        "Only alerts whose labels, own and derived, pass these matchers; may be there several times",
                example = "{alertname=~\"High.*\"}",
                schema = @Schema(type = "string"))
        @Nullable
        Matchers filter,

        @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
        Cursor cursor,

        @Parameter(
                description = "How many on a page",
                schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
        @Nullable
        @Min(1)
        @Max(Page.MOST)
        Integer limit) {

    /** What an alert may be. */
    enum State {
        FIRING,
        RESOLVED
    }

    List<Severity> severities() {
        return Objects.requireNonNullElse(severity, List.of());
    }

    Matchers matchers() {
        return Objects.requireNonNullElse(filter, Matchers.any());
    }

    int pageSize() {
        return Objects.requireNonNullElse(limit, Page.USUAL);
    }
}
