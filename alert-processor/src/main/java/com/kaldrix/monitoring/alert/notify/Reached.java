package com.kaldrix.monitoring.alert.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How messages on one incident fared at one integration.
 *
 * @param integration which, such as {@code on-call/slack[0]}
 * @param delivered how many have arrived
 * @param pending how many are still to be sent
 * @param failed how many were refused or given up
 * @param lastDeliveredAt when the last arrived; null while none has
 * @param lastError what stood in the way of the latest that has not arrived; null when nothing did
 */
@Schema(description = "How the messages on one incident fared at one integration")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reached(
        @Schema(example = "on-call/slack[0]") String integration,
        @Schema(description = "How many have arrived") int delivered,

        @Schema(description = "How many are still to be sent")
        int pending,

        @Schema(description = "How many were refused or given up")
        int failed,

        @Nullable Instant lastDeliveredAt,

        @Schema(description = "What stood in the way of the latest that has not arrived") @Nullable
        String lastError) {

    /** Looks it up. */
    @FunctionalInterface
    public interface Lookup {
        /** All integrations that were or will be told of an incident, in the order in which they were first. */
        List<Reached> of(UUID incident);
    }
}
