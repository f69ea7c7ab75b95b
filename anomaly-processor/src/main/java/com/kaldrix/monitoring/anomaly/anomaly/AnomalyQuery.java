package com.kaldrix.monitoring.anomaly.anomaly;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parameters of the list of anomalies. */
record AnomalyQuery(
        @Parameter(description = "Only of this metric") @Nullable
        String metric,

        @Parameter(description = "Only in this region, such as `eu-west-1`") @Nullable
        String region,

        @Parameter(description = "Only in this component, such as `consensus`") @Nullable
        String component,

        @Parameter(description = "Only of this type", schema = @Schema(type = "string", example = "level-shift"))
        @Nullable
        AnomalyType type,

        @Parameter(
                description = "Only of this family",
                schema =
                        @Schema(
                                type = "string",
                                allowableValues = {"performance", "security", "business"}))
        @Nullable
        Family family,

        @Parameter(description = "Only this severe or worse") @Nullable
        Severity severity,

        @Parameter(description = "Only those that go on (`true`), or only those that are over (`false`)") @Nullable
        Boolean open,

        @Parameter(description = "Only those that were not over before this instant") @Nullable
        Instant from,

        @Parameter(description = "Only those that began before this instant") @Nullable
        Instant to,

        @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
        Cursor cursor,

        @Parameter(
                description = "How many on a page",
                schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
        @Nullable
        @Min(1)
        @Max(Page.MOST)
        Integer limit) {
    AnomalyFilter filter() {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new InvalidRequestException("to", "must be after 'from'");
        }
        return new AnomalyFilter(
                Optional.ofNullable(metric),
                Optional.ofNullable(region),
                Optional.ofNullable(component),
                Optional.ofNullable(type),
                Optional.ofNullable(family),
                Optional.ofNullable(severity),
                Optional.ofNullable(open),
                Optional.ofNullable(from),
                Optional.ofNullable(to));
    }

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
