package com.kaldrix.monitoring.alert.global;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fault in however many regions, as the REST API shows it.
 *
 * @param id identity in this view; another hub has another
 * @param title the fault, in words
 * @param state open while one of its incidents is, resolved when all are
 * @param severity the worst of its incidents
 * @param openedAt when the first opened
 * @param resolvedAt when the last was over; null while one is not
 * @param updatedAt when anything last happened to one of them
 * @param incidents its incidents in the regions, the earliest first
 */
@Schema(description = "The same fault in however many regions")
@JsonInclude(JsonInclude.Include.NON_NULL)
record GlobalIncident(
        @Schema(description = "Identity in this view; another hub has another")
        UUID id,

        @Schema(description = "The fault, in words", example = "HighErrorRate (gateway)")
        String title,

        @Schema(
                description = "`open` while one of its incidents is, `resolved` when all are",
                allowableValues = {"open", "acknowledged", "resolved"})
        String state,

        @Schema(description = "The worst of its incidents") Severity severity,

        @Schema(description = "When the first opened") Instant openedAt,

        @Schema(description = "When the last was over; left out while one is not") @Nullable
        Instant resolvedAt,

        @Schema(description = "When anything last happened to one of them")
        Instant updatedAt,

        List<Part> incidents) {
    GlobalIncident {
        incidents = List.copyOf(incidents);
    }

    /**
     * An incident of a region.
     *
     * @param id its identity in its region
     * @param region where; empty when unknown
     */
    @Schema(name = "RegionalIncident")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            @Schema(description = "Its identity in its region")
            UUID id,

            @Schema(description = "Where; empty when unknown", example = "eu-west-1")
            String region,

            String title,
            String receiver,

            @Schema(allowableValues = {"open", "acknowledged", "resolved"})
            String state,

            Severity severity,
            Instant openedAt,
            @Nullable Instant resolvedAt) {}
}
