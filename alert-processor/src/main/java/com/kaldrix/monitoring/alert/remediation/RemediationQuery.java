package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parameters of the list of remediations. */
record RemediationQuery(
        @Parameter(description = "Only what is done about this incident") @Nullable
        UUID incident,

        @Parameter(description = "Only what this rule does") @Nullable @Size(max = 64)
        String rule,

        @Parameter(
                description = "Only those that stand so",
                schema =
                        @Schema(
                                type = "string",
                                allowableValues = {
                                    "dry_run",
                                    "waiting",
                                    "ready",
                                    "running",
                                    "succeeded",
                                    "failed",
                                    "unknown",
                                    "refused",
                                    "expired"
                                }))
        Remediation.@Nullable State state,

        @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
        Cursor cursor,

        @Parameter(
                description = "How many on a page",
                schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
        @Nullable
        @Min(1)
        @Max(Page.MOST)
        Integer limit) {
    int pageSize() {
        return Objects.requireNonNullElse(limit, Page.USUAL);
    }

    @Nullable
    String stateWord() {
        return state == null ? null : state.word();
    }
}
