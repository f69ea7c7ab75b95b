package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which page of a list by time. */
record ListQuery(
        @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
        Cursor cursor,

        @Parameter(
                description = "How many on a page",
                schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
        @Nullable
        @Min(1)
        @Max(Page.MOST)
        Integer limit) {
    Optional<Cursor> after() {
        try {
            Optional.ofNullable(cursor).ifPresent(Cursor::instant);
        } catch (IllegalArgumentException ofAnotherList) {
            throw new InvalidRequestException("cursor", String.valueOf(ofAnotherList.getMessage()));
        }
        return Optional.ofNullable(cursor);
    }

    int pageSize() {
        return Objects.requireNonNullElse(limit, Page.USUAL);
    }
}
